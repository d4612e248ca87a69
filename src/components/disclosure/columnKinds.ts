/** What a column of a figure's table holds. */
export type ColumnKind = "key" | "derived" | "count";

/** Columns whose numbers say which row it is: a time, a place, a value; never how many patients. */
const keys = new Set([
  ...[
    "time_days",
    "time_years",
    "entry_days",
    "days_from_landmark",
    "chromosome",
    "start",
    "end",
    "codon",
    "age_years"
  ],
  ...["value", "hazard_of", "df"]
]);

/** Columns whose numbers are computed from patients: of a row with a hidden count they are hidden too. */
const derived = new Set([
  ...["share", "lower", "upper", "lower95", "upper95", "lower_quartile", "median", "upper_quartile", "smd", "p", "q"],
  ...["survival", "incidence", "relapse_incidence", "death_incidence", "hazard_ratio", "odds_ratio", "estimate"],
  ...["odds_ratio_all_together", "heterogeneity_p", "p_wald", "p_proportional_hazards", "p_interaction", "expected"],
  ...["kappa", "coverage", "vaf", "vaf_diagnosis", "vaf_after_induction", "relapse", "relapse_lower95"],
  ...["relapse_upper95", "death", "death_lower95", "death_upper95"]
]);

/** What a column holds, by its name. A column that is not known here counts patients: nothing is shown by oversight. */
export function columnKind(name: string): ColumnKind {
  return keys.has(name) ? "key" : derived.has(name) ? "derived" : "count";
}

/** Columns of a table that are a part of another: what is left of that must not be small either. */
export const partsOfWholes: readonly (readonly [part: string, whole: string])[] = [
  ["mutated", "tested"],
  ["tested", "patients"],
  ["found", "evaluable"],
  ["still_found", "evaluable"],
  ["evaluable", "patients"],
  ["events", "patients"],
  ["events", "n"],
  ["remissions", "n"],
  ["known", "patients"],
  ["known", "rows"],
  ["agree", "n"],
  ["both", "tested_for_both"],
  ["gain", "tested"],
  ["loss", "tested"]
];
