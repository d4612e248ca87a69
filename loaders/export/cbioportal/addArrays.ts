import type {Cell} from "../../release/tableData.js";
import type {ExportedRelease} from "./exportedRelease.js";
import {profile, type StudyWriter} from "./studyWriter.js";
import {tsv} from "./tsv.js";

/** Name of the file with the expression in a unit. */
export function expressionFile(unit: string): string {
  return `mrna_${unit.toLowerCase()}`;
}

/** `stable_id` and datatype of expression by unit; of arrays unless sequencing makes such units only. */
const profiles: Readonly<Record<string, readonly [string, string]>> = {
  log2_intensity: ["mrna", "CONTINUOUS"],
  log2_TPM: ["rna_seq_mrna", "CONTINUOUS"],
  log2_RPKM: ["rna_seq_mrna", "CONTINUOUS"],
  log2_CPM: ["rna_seq_mrna", "CONTINUOUS"],
  z_score: ["mrna_median_Zscores", "Z-SCORE"]
};

/** Adds what arrays tell: segments, where the assembly is one; copy number of genes; expression of an internal release. */
export function addArrays(
  exported: ExportedRelease,
  writer: StudyWriter,
  genome: string | undefined,
  entrez: ReadonlyMap<string, number>
): void {
  const cna = new Set<string>();
  const segments = genome === undefined ? [] : exported.rows("copy_number");
  if (segments.length > 0) {
    const columns = ["sample_id", "chrom", "start", "end", "n_probes", "log2_ratio"];
    const header = ["ID", "chrom", "loc.start", "loc.end", "num.mark", "seg.mean"];
    const text = tsv([header, ...segments.map((d) => columns.map((name) => d[name] ?? 0))]);
    const kind = {type: "COPY_NUMBER_ALTERATION", datatype: "SEG", file: `data_cna_${genome!}.seg`};
    writer.add(`cna_${genome!}_seg`, kind, text, {
      reference_genome_id: genome!,
      description: "Segments of copy number, as harmonised"
    });
    for (const {sample_id: id} of segments) cna.add(String(id));
  }
  const calls = exported.rows("cna_gene");
  if (calls.length > 0) {
    const rows = calls.map((d) => [
      d.gene_symbol,
      entrez.get(String(d.gene_symbol)) ?? null,
      d.sample_id,
      d.call ?? "NA"
    ]);
    const text = tsv([["Hugo_Symbol", "Entrez_Gene_Id", "Sample_Id", "Value"], ...rows]);
    const about = profile("cna", "Copy number of genes", "Calls as harmonised, -2 to 2");
    writer.add("cna", {type: "COPY_NUMBER_ALTERATION", datatype: "DISCRETE_LONG"}, text, about);
    for (const {sample_id: id} of calls) cna.add(String(id));
  }
  const ordered = exported.samples.map(({id}) => id).filter((id) => cna.has(id));
  if (ordered.length > 0) writer.list("cna", "Samples with copy number", "all_cases_with_cna_data", ordered);
  if (exported.release.manifest.tier === "internal") addExpression();

  function addExpression(): void {
    const byUnit = new Map<string, Map<string, Map<string, Cell>>>();
    for (const {sample_id: sample, gene_symbol: gene, value, unit} of exported.rows("expression")) {
      const genes = byUnit.get(String(unit)) ?? new Map<string, Map<string, Cell>>();
      byUnit.set(String(unit), genes);
      const values = genes.get(String(gene)) ?? new Map<string, Cell>();
      genes.set(String(gene), values);
      values.set(String(sample), value);
    }
    for (const [unit, genes] of byUnit) {
      const measured = new Set([...genes.values()].flatMap((values) => [...values.keys()]));
      const samples = exported.samples.map(({id}) => id).filter((id) => measured.has(id));
      const rows = [...genes].map(([gene, values]) => [
        gene,
        entrez.get(gene) ?? null,
        ...samples.map((id) => values.get(id) ?? "NA")
      ]);
      const [id, datatype] = profiles[unit];
      const text = tsv([["Hugo_Symbol", "Entrez_Gene_Id", ...samples], ...rows]);
      const about = profile(id, `Expression (${unit})`, "Expression as harmonised", datatype === "Z-SCORE");
      writer.add(expressionFile(unit), {type: "MRNA_EXPRESSION", datatype}, text, about);
      const list = id.startsWith("rna") ? "rna_seq_mrna" : "mrna";
      const category = id.startsWith("rna") ? "all_cases_with_mrna_rnaseq_data" : "all_cases_with_mrna_array_data";
      writer.list(list, "Samples with expression", category, samples);
    }
  }
}
