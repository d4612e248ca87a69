/**
 * An analysis that the study file declares before anyone looks: figures and the ledger of looks tell it from
 * exploration.
 */
export interface PrespecifiedAnalysis {
  readonly id: string;
  /** The question that it answers, as the study puts it. */
  readonly question: string;
  /** Key of a survival endpoint: `OS`, `EFS_ELN2022`. */
  readonly endpoint: string;
  /** Column of the cohort extract by which the patients are compared. */
  readonly groupBy: string;
  /** Conditions on the cohort as in the address of a page: key and values; none = all patients. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
}
