/**
 * What the comparison with published figures needs to know of one patient of the HOVON-like trials, in the words of the
 * harmonised model, so that a release’s tables can tell it as well as the truth. Null = not known.
 */
export interface HovonFacts {
  readonly ageYears: number | null;
  readonly sex: "female" | "male" | null;
  /** WHO (ECOG) performance status. */
  readonly ecog: number | null;
  readonly amlType: string | null;
  /** 10⁹/L. */
  readonly wbc: number | null;
  /** Status of the alterations that are compared, by their name in `patient_features`. */
  readonly alterations: Readonly<Record<HovonAlteration, boolean | null>>;
  /** Null without an evaluable karyotype. */
  readonly karyotype: HovonKaryotype | null;
  /** Days from registration; null where it did not happen. */
  readonly remissionDay: number | null;
  readonly relapseDay: number | null;
  /** Death or last contact. */
  readonly followUpDays: number;
  readonly dead: boolean;
  /** Sequencing in remission after cycle 2; null without such a sample. */
  readonly residual: HovonResidual | null;
}

/** Alterations with a published frequency. `IDH2` is R140 or R172. */
export const hovonAlterations = [
  ...(["NPM1", "FLT3-ITD", "FLT3-TKD", "DNMT3A", "IDH1", "IDH2", "TET2", "RUNX1", "CEBPA-biallelic"] as const)
];
export type HovonAlteration = (typeof hovonAlterations)[number];

/** What a karyotype says. */
export interface HovonKaryotype {
  readonly t_8_21: boolean;
  readonly inv16: boolean;
  /** Normal, or nothing but loss of a sex chromosome. */
  readonly normalOrSexChromosomeLoss: boolean;
  readonly monosomal: boolean;
}

/** Residual disease by sequencing. */
export interface HovonResidual {
  /** Days from registration to the sample. */
  readonly day: number;
  /** A mutation of the diagnosis could be followed. */
  readonly followed: boolean;
  readonly persistent: boolean;
  /** A mutation outside DNMT3A, TET2 and ASXL1 persists. */
  readonly nonDta: boolean;
}
