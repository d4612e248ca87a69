import type {TimeToEvent} from "../comparison.js";

/**
 * What the comparison with published figures needs to know of one patient of the trial, in the words of the harmonised model, so
 * that a release’s tables can tell it as well as the truth. Null = not known.
 */
export interface TrialFacts {
  /** `patients.arm_planned`: `midostaurin` or `placebo`. */
  readonly arm: string | null;
  /** `patients.randomisation_stratum`: `FLT3-TKD`, `FLT3-ITD low` or `FLT3-ITD high`. */
  readonly stratum: string | null;
  readonly sex: "female" | "male" | null;
  readonly ageYears: number | null;
  /** `patients.risk_eln2017_reported`: `favourable`, `intermediate` or `adverse`. */
  readonly risk: string | null;
  /** Status of the genes that are compared, by their column in `patient_features`; null = not tested. */
  readonly genes: Readonly<Record<TrialGene, boolean | null>>;
  /** Remission by day 60. */
  readonly remitted: boolean;
  /** Overall survival, days from randomisation. */
  readonly os: TimeToEvent | null;
  /** Event-free survival by the trial’s definition (EFS_RATIFY), days from randomisation. */
  readonly efs: TimeToEvent | null;
  /** Relapse (1) against death without it (2), days from remission; null without remission. */
  readonly relapse: TimeToEvent | null;
  /** Days from randomisation to the first allogeneic transplant; null without. */
  readonly transplantDay: number | null;
  readonly transplantedInFirstRemission: boolean;
}

/** Genes with a published frequency. */
export const trialGenes = [...(["NPM1", "DNMT3A", "WT1", "TET2", "NRAS", "RUNX1", "PTPN11", "ASXL1"] as const)];
export type TrialGene = (typeof trialGenes)[number];
