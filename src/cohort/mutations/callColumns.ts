/** The mutation extract as columns: one entry per call, those of a gene together, and in it those of a patient. */
export interface CallColumns {
  readonly n: number;
  /** Row of the patient in the cohort extract. */
  readonly rows: Int32Array;
  readonly genes: readonly string[];
  /** Where the calls of each gene begin, and their number at the end: one entry more than genes. */
  readonly starts: Int32Array;
  readonly consequences: readonly string[];
  /** Position in `consequences`; −1 = not known. */
  readonly consequence: Int16Array;
  /** 0–1; NaN = not known. */
  readonly vaf: Float32Array;
  /** NaN = not known. */
  readonly codon: Float32Array;
}
