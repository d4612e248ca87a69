import type {Cell} from "../../release/tableData.js";
import {tsv} from "./tsv.js";

type Call = Readonly<Record<string, Cell>>;

/** Columns of calls that the format has no place for, written under a namespace of their own. */
const own = [
  "call_class",
  "qc",
  "consequence",
  "variant_class",
  "vaf",
  "depth",
  "itd_length",
  "itd_allelic_ratio",
  "itd_ar_method",
  "protein_start",
  "in_frame",
  "alt_reads",
  "mutation_id"
];

/** The namespace of columns that the format has no place for. */
export const namespace = "HEMIOLA";

/** What a column of this namespace says where the release has no assembly. */
export const noBuild = "none";

/**
 * A file of mutations (MAF). Calls without a place in the genome have blank positions.
 *
 * @param entrez numbers of genes
 * @param assayOf attribute of the assay that made a call
 */
export function mutationRows(
  calls: readonly Call[],
  entrez: ReadonlyMap<string, number>,
  assayOf: (call: Call) => string | null
): string {
  const columns: [string, (call: Call) => Cell][] = [
    ["Hugo_Symbol", (d) => d.gene_symbol],
    ["Entrez_Gene_Id", (d) => entrez.get(String(d.gene_symbol)) ?? null],
    ["NCBI_Build", (d) => d.genome_build],
    ["Chromosome", (d) => d.chrom],
    ["Start_Position", (d) => d.pos],
    ["End_Position", (d) => d.end],
    ["Strand", () => "+"],
    ["Variant_Classification", classification],
    ["Variant_Type", variantType],
    ["Reference_Allele", (d) => d.ref],
    ["Tumor_Seq_Allele1", () => null],
    ["Tumor_Seq_Allele2", (d) => d.alt],
    ["Tumor_Sample_Barcode", (d) => d.sample_id],
    ["t_ref_count", (d) => (d.depth === null || d.alt_reads === null ? null : Number(d.depth) - Number(d.alt_reads))],
    ["t_alt_count", (d) => d.alt_reads],
    ["HGVSc", (d) => d.hgvs_c],
    ["HGVSp_Short", (d) => d.hgvs_p],
    [`${namespace}.assay`, assayOf],
    [`${namespace}.genome_build`, (d) => d.genome_build ?? noBuild],
    ...own.map((name): [string, (call: Call) => Cell] => [`${namespace}.${name}`, (d) => d[name]])
  ];
  return tsv([columns.map(([name]) => name), ...calls.map((call) => columns.map(([, of]) => of(call)))]);
}

const fixed: Readonly<Record<string, string>> = {
  missense: "Missense_Mutation",
  nonsense: "Nonsense_Mutation",
  splice: "Splice_Site",
  ITD: "In_Frame_Ins",
  PTD: "In_Frame_Ins"
};

/** The class in the words of the format; `Unknown` where the model has no more than that it is another. */
function classification(call: Call): string {
  const {consequence} = call;
  const end = variantType(call) === "INS" ? "Ins" : "Del";
  if (consequence === "frameshift") return `Frame_Shift_${end}`;
  if (consequence === "inframe_indel") return `In_Frame_${end}`;
  return fixed[String(consequence)] ?? "Unknown";
}

function variantType({variant_class: type, ref, alt}: Call): string | null {
  if (type === null) return null;
  if (type === "SNV") return "SNP";
  if (type === "INS" || type === "ITD" || type === "PTD") return "INS";
  if (type === "DEL") return "DEL";
  const bases = (allele: Cell): number => String(allele ?? "").replaceAll("-", "").length;
  return bases(alt) > bases(ref) ? "INS" : "DEL";
}
