/** Patients in one level of a categorical variable. `group` and `level` null = not known. */
export interface LevelCount {
  readonly group: string | null;
  readonly level: string | null;
  readonly n: number;
}

/** Five-number summary of a numeric variable; quantiles of type 7 (R's default). Null where no value is known. */
export interface NumericSummary {
  readonly group: string | null;
  /** Patients with a value. */
  readonly n: number;
  /** Patients without one. */
  readonly missing: number;
  readonly minimum: number | null;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly maximum: number | null;
}

/** Patients with a value in [lower, upper); the last bin also holds its upper bound. */
export interface HistogramBin {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
}

/** How often an alteration was found, among the patients in whom it could be decided. */
export interface AlterationCount {
  readonly group: string | null;
  readonly alteration: string;
  readonly nMutated: number;
  /** Denominator of every percentage: patients tested for the alteration. */
  readonly nTested: number;
  /** Patients in the group, tested or not. */
  readonly nPatients: number;
}

/**
 * Key of an endpoint drawn as a survival curve, as the release offers it: `OS`, `EFS` and `RFS` by their default
 * definitions, or a further definition such as `EFS_ELN2022`.
 */
export type SurvivalEndpoint = string;

/** Follow-up of a group as counts by distinct day, ascending: all that a survival curve is estimated from. */
export interface SurvivalGroup {
  /** Level of the grouping variable; null = not known, or no grouping at all. */
  readonly group: string | null;
  /** The reader's words for the group. */
  readonly label: string;
  /** Days from the start of the endpoint. */
  readonly time: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Patients with follow-up for the endpoint. */
  readonly n: number;
  /** Patients without: not in the endpoint's population (RFS: no remission), or no follow-up. */
  readonly nMissing: number;
}
