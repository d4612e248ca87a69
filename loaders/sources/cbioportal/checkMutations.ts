import {geneCheck} from "./checkGene.js";
import type {TableListener} from "./checkTable.js";
import {filteredByDefault, isAbsent, variantClassifications} from "./dataKinds.js";
import type {MetaFile} from "./metaFile.js";
import {metaValue} from "./metaFile.js";
import {sequencedLine} from "./readStudyFile.js";
import type {StudyGenes} from "./studyGenes.js";
import type {StudyReport} from "./studyReport.js";

/** Variants that are remembered; of a larger file the rest is not compared, and not counted as checked. */
const remembered = 500_000;

/**
 * Checks a file of mutations beyond its records: genes, classes, samples that were not sequenced, variants that stand twice,
 * namespaces that the description names.
 *
 * @param meta what describes the file
 * @param sequenced samples of the case list of sequenced ones; undefined if there is none
 * @param genes what is known of genes
 */
export function mutationListener(
  file: string,
  meta: MetaFile,
  sequenced: ReadonlySet<string> | undefined,
  report: StudyReport,
  genes?: StudyGenes
): TableListener {
  let profiled = sequenced;
  const checkGene = geneCheck(file, report, genes);
  const type = report.check(file, "variant_class", "warning", "Classes of variants that the format does not know");
  const build = report.check(file, "genome_build", "error", "Assemblies other than GRCh37 and GRCh38");
  const outside = report.check(
    file,
    "sample_not_sequenced",
    "error",
    "Mutations of samples that are not listed as sequenced"
  );
  const twice = report.check(file, "duplicate_variant", "warning", "Variants of a sample that an earlier row has");
  const filtered = report.check(file, "variant_filtered", "info", "Rows that cBioPortal leaves out by their class");
  const filter = meta.fields.get("variant_classification_filter");
  const left = new Set(filter ? list(filter.value) : filteredByDefault);
  const variants = new Set<string>();
  return {
    comment({cells}) {
      profiled ??= withAll(sequencedLine(cells));
    },
    header({line, cells}) {
      const empty = report.check(file, "namespace", "warning", "Namespaces of the description without a column");
      for (const name of list(metaValue(meta, "namespaces")))
        empty.test(
          cells.some((column) => column.startsWith(`${name}.`)),
          {line, column: `${name}.`}
        );
    },
    row({line}, cell) {
      const [symbol, entrez] = [cell("Hugo_Symbol").trim(), cell("Entrez_Gene_Id").trim()];
      const sample = cell("Tumor_Sample_Barcode");
      checkGene(line, ["Hugo_Symbol", "Entrez_Gene_Id"], symbol, entrez);
      const classed = cell("Variant_Classification").trim();
      type.test(variantClassifications.has(classed), {line, column: "Variant_Classification", value: classed});
      filtered.test(!left.has(classed) || symbol === "TERT", {line, column: "Variant_Classification", value: classed});
      const assembly = cell("NCBI_Build").trim();
      if (!isAbsent(assembly))
        build.test(/^(GRCh3[78]|3[78]|hg19|hg38)$/u.test(assembly), {line, column: "NCBI_Build", value: assembly});
      if (profiled) outside.test(profiled.has(sample), {line, column: "Tumor_Sample_Barcode", value: sample});
      const variant = identity.map(cell);
      if (variants.size >= remembered || variant.some((part) => part === "")) return;
      const key = JSON.stringify([sample, symbol, ...variant]);
      twice.test(!variants.has(key), {line, column: "Start_Position", value: cell("Start_Position")});
      variants.add(key);
    }
  };
}

const identity = ["Chromosome", "Start_Position", "End_Position", "Reference_Allele", "Tumor_Seq_Allele2"];

function list(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function withAll(samples: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return samples && new Set(samples);
}
