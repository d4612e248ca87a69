/** When the value of a variable is known. */
export type KnownAt = "diagnosis" | "remission" | "transplant" | "relapse" | "follow_up";

/** Themes under which variables are offered, in the order of reading. */
export const variableThemes = [
  "Patient",
  "Disease",
  "Blood and marrow",
  "Classification",
  "Treatment",
  "Course"
] as const;
export type VariableTheme = (typeof variableThemes)[number];

/** What a cohort can be filtered, grouped and described by. */
export interface CohortVariable {
  /** Column of the cohort extract. */
  readonly column: string;
  readonly theme: VariableTheme;
  readonly kind: "category" | "number";
  readonly knownAt: KnownAt;
  /** Column of the extract with the day on which the value became known; null: at the index event. */
  readonly knownDay: string | null;
  /**
   * Codes of the vocabulary `endpoint` of which this variable is itself (part of) the outcome: filters and groupings on
   * it are refused for them.
   */
  readonly outcomeOf: readonly string[];
}

/** Endpoints that a relapse ends, and those that a death ends. */
const endedByRelapse = ["EFS", "RFS", "CIR", "NRM"];
const endedByDeath = ["OS", "EFS", "RFS", "CIR", "NRM", "TTHCT"];

const variable = (
  theme: VariableTheme,
  kind: CohortVariable["kind"],
  column: string,
  further: Partial<CohortVariable> = {}
): CohortVariable => ({column, theme, kind, knownAt: "diagnosis", knownDay: null, outcomeOf: [], ...further});

const atRemission = {knownAt: "remission", knownDay: "cr_day", outcomeOf: ["EFS"]} as const;
const atTransplant = {knownAt: "transplant", knownDay: "hct_day", outcomeOf: ["TTHCT"]} as const;
const atRelapse = {knownAt: "relapse", knownDay: "relapse_day", outcomeOf: endedByRelapse} as const;
const atDeath = {knownAt: "follow_up", knownDay: "death_day", outcomeOf: endedByDeath} as const;

/**
 * The variables of the cohort extract besides alterations, cytogenetic flags, classes and assays, in the order of
 * reading. A release need not have all of them.
 */
export const cohortVariables: readonly CohortVariable[] = [
  variable("Patient", "category", "source_id"),
  variable("Patient", "category", "study_code"),
  variable("Patient", "number", "age_years"),
  variable("Patient", "category", "age_band"),
  variable("Patient", "category", "sex"),
  variable("Patient", "category", "ecog"),
  variable("Disease", "category", "disease"),
  variable("Disease", "category", "aml_type"),
  variable("Disease", "category", "splenomegaly"),
  variable("Disease", "category", "karyotype_status"),
  variable("Blood and marrow", "number", "wbc"),
  variable("Blood and marrow", "number", "haemoglobin"),
  variable("Blood and marrow", "number", "platelets"),
  variable("Blood and marrow", "number", "ldh"),
  variable("Blood and marrow", "number", "bm_blasts"),
  variable("Blood and marrow", "number", "pb_blasts"),
  variable("Classification", "category", "risk_eln2010_reported"),
  variable("Classification", "category", "risk_eln2017_reported"),
  variable("Treatment", "category", "arm_planned"),
  variable("Treatment", "category", "arm_actual"),
  variable("Treatment", "category", "randomisation_stratum"),
  variable("Treatment", "category", "itt"),
  variable("Treatment", "category", "safety_pop"),
  variable("Treatment", "category", "hct", atTransplant),
  variable("Treatment", "category", "hct_donor", atTransplant),
  variable("Course", "category", "response", {...atRemission, knownDay: "response_day"}),
  variable("Course", "category", "complete_remission", atRemission),
  variable("Course", "category", "mrd", {knownAt: "remission", knownDay: "mrd_day"}),
  variable("Course", "category", "relapsed", atRelapse),
  variable("Course", "category", "died", atDeath)
];

/** Columns of the extract that hold a day from the index event; null where it did not happen or is not known. */
export const dayColumns: readonly string[] = [
  "cr_day",
  "response_day",
  "mrd_day",
  "hct_day",
  "relapse_day",
  "death_day"
];

const byColumn = new Map(cohortVariables.map((d) => [d.column, d]));
const assayPrefix = "has_";

/** Name of the column that says whether an assay was done: `has_` and the code of its type in lower case. */
export function assayColumn(assayType: string): string {
  return `${assayPrefix}${assayType.toLowerCase()}`;
}

/** True for a column that says whether an assay was done. */
export function isAssayColumn(column: string): boolean {
  return column.startsWith(assayPrefix);
}

/**
 * What is known about a categorical or numeric column of the extract. A column that is not listed is an assay's, or the
 * class of a classification: both are known at the index event.
 */
export function cohortVariable(column: string): CohortVariable {
  return byColumn.get(column) ?? variable(isAssayColumn(column) ? "Disease" : "Classification", "category", column);
}

/** An alteration or a cytogenetic flag as a variable. */
export function geneticVariable(column: string): CohortVariable {
  return variable("Disease", "category", column);
}
