/** What a data file of a kind must look like. */
export interface DataKind {
  /** Columns that must be there; of a list, at least one. */
  readonly required: readonly (string | readonly string[])[];
  /** Column with sample ids. */
  readonly sample?: string;
  /** Column with patient ids. */
  readonly patient?: string;
  /** Of a matrix: further columns that are not of samples. */
  readonly properties?: readonly string[];
  /** Columns whose cells are numbers, or missing. */
  readonly numbers?: readonly string[];
  /** One column a sample after those named here: what its cells hold. */
  readonly matrix?: {readonly before: readonly string[]; readonly cells: "number" | "discrete" | "limit" | "text"};
}

const gene = ["Hugo_Symbol", "Entrez_Gene_Id"];
const profile = {
  required: [gene],
  matrix: {before: [...gene, "Cytoband", "Composite.Element.REF"], cells: "number"}
} as const;

const gistic = {
  required: ["chromosome", "peak_start", "peak_end", "genes_in_region", "amp", "cytoband", "q_value"],
  numbers: ["peak_start", "peak_end", "q_value"]
} as const;

const assay = (cells: "limit" | "text"): DataKind => ({
  required: ["ENTITY_STABLE_ID"],
  matrix: {before: ["ENTITY_STABLE_ID", "NAME", "DESCRIPTION", "URL"], cells}
});

/** The kinds of data that cBioPortal documents and that are checked, by `genetic_alteration_type` and `datatype`. */
export const dataKinds: Readonly<Record<string, DataKind>> = {
  "CLINICAL PATIENT_ATTRIBUTES": {required: ["PATIENT_ID"]},
  "CLINICAL SAMPLE_ATTRIBUTES": {required: ["PATIENT_ID", "SAMPLE_ID"]},
  "CLINICAL TIMELINE": {
    required: ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE"],
    patient: "PATIENT_ID",
    numbers: ["START_DATE", "STOP_DATE"]
  },
  "MUTATION_EXTENDED MAF": {
    required: [gene, "Tumor_Sample_Barcode", "Variant_Classification", ["HGVSp_Short", "Amino_Acid_Change"]],
    sample: "Tumor_Sample_Barcode",
    numbers: ["Start_Position", "End_Position", "t_ref_count", "t_alt_count", "n_ref_count", "n_alt_count"]
  },
  "COPY_NUMBER_ALTERATION SEG": {
    required: ["ID", "chrom", "loc.start", "loc.end", "num.mark", "seg.mean"],
    sample: "ID",
    numbers: ["loc.start", "loc.end", "num.mark", "seg.mean"]
  },
  "COPY_NUMBER_ALTERATION DISCRETE": {...profile, matrix: {...profile.matrix, cells: "discrete"}},
  "COPY_NUMBER_ALTERATION DISCRETE_LONG": {required: [gene, "Sample_Id", "Value"], sample: "Sample_Id"},
  "COPY_NUMBER_ALTERATION CONTINUOUS": profile,
  "COPY_NUMBER_ALTERATION LOG2-VALUE": profile,
  "MRNA_EXPRESSION CONTINUOUS": profile,
  "MRNA_EXPRESSION DISCRETE": profile,
  "MRNA_EXPRESSION Z-SCORE": profile,
  "GENE_PANEL_MATRIX GENE_PANEL_MATRIX": {required: ["SAMPLE_ID"], sample: "SAMPLE_ID"},
  "STRUCTURAL_VARIANT SV": {
    required: [
      "Sample_Id",
      "SV_Status",
      ["Site1_Hugo_Symbol", "Site1_Entrez_Gene_Id", "Site2_Hugo_Symbol", "Site2_Entrez_Gene_Id"]
    ],
    sample: "Sample_Id"
  },
  "METHYLATION CONTINUOUS": profile,
  "GENERIC_ASSAY LIMIT-VALUE": assay("limit"),
  "GENERIC_ASSAY CATEGORICAL": assay("text"),
  "GENERIC_ASSAY BINARY": assay("text"),
  "GISTIC_GENES_AMP Q-VALUE": gistic,
  "GISTIC_GENES_DEL Q-VALUE": gistic
};

/** Further `genetic_alteration_type` values that cBioPortal documents; their data files are only checked for whole records. */
export const otherKinds: ReadonlySet<string> = new Set([
  "CANCER_TYPE",
  "CLINICAL",
  "COPY_NUMBER_ALTERATION",
  "FUSION",
  "GENERIC_ASSAY",
  "GENESET_SCORE",
  "GISTIC_GENES_AMP",
  "GISTIC_GENES_DEL",
  "METHYLATION",
  "MRNA_EXPRESSION",
  "MUTATION_EXTENDED",
  "MUTATION_UNCALLED",
  "MUTSIG",
  "PROTEIN_LEVEL",
  "STRUCTURAL_VARIANT"
]);

/** Values of `Variant_Classification` that cBioPortal documents. */
export const variantClassifications: ReadonlySet<string> = new Set([
  "3'Flank",
  "3'UTR",
  "5'Flank",
  "5'UTR",
  "De_novo_Start_InFrame",
  "De_novo_Start_OutOfFrame",
  "Frame_Shift_Del",
  "Frame_Shift_Ins",
  "IGR",
  "In_Frame_Del",
  "In_Frame_Ins",
  "Intron",
  "Missense_Mutation",
  "Nonsense_Mutation",
  "Nonstop_Mutation",
  "RNA",
  "Silent",
  "Splice_Region",
  "Splice_Site",
  "Targeted_Region",
  "Translation_Start_Site",
  "Unknown"
]);

/** Those that cBioPortal leaves out unless the description of the file says otherwise. */
export const filteredByDefault: readonly string[] = ["Silent", "Intron", "IGR", "3'UTR", "5'UTR", "3'Flank", "5'Flank"];

/** Whether a cell says that there is no value. */
export function isAbsent(cell: string): boolean {
  return /^(|na|n\/a|null|nan|\.|\[(not available|not applicable|pending|discrepancy|completed|null|unknown|not evaluated)\])$/iu.test(
    cell.trim()
  );
}
