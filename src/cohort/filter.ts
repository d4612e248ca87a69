/** States of an alteration that a filter can ask for. */
export const alterationStates = ["mutated", "wild_type", "not_tested"] as const;
export type AlterationState = (typeof alterationStates)[number];

/** States of a cytogenetic flag that a filter can ask for. */
export const cytogeneticStates = ["present", "absent", "not_evaluable"] as const;
export type CytogeneticState = (typeof cytogeneticStates)[number];

/** The level that stands for "value not known" in a filter on a categorical variable. */
export const unknownLevel = "unknown";

/** Inclusive bounds; null = open. */
export type Bounds = readonly [number | null, number | null];

/**
 * Which patients make the cohort: every condition must hold; within one condition any of the values. An empty list is
 * no condition. A state that is not listed is left out, so "mutated" alone drops the patients not tested.
 */
export interface CohortFilter {
  readonly source: readonly string[];
  readonly study: readonly string[];
  /** OncoTree code of the disease. */
  readonly disease: readonly string[];
  readonly sex: readonly string[];
  readonly amlType: readonly string[];
  readonly risk: readonly string[];
  /** Years at the index event. A bound leaves out patients of unknown age. */
  readonly age: Bounds;
  /** By alteration name. */
  readonly alterations: Readonly<Record<string, readonly AlterationState[]>>;
  /** By column of the cohort extract, e.g. `cyto_t_8_21`. */
  readonly cytogenetics: Readonly<Record<string, readonly CytogeneticState[]>>;
}

/** All patients. */
export const emptyFilter: CohortFilter = {
  source: [],
  study: [],
  disease: [],
  sex: [],
  amlType: [],
  risk: [],
  age: [null, null],
  alterations: {},
  cytogenetics: {}
};

/** The categorical conditions: key of the filter and of the address, and the column of the cohort extract. */
export const categoricalConditions = [
  {key: "source", column: "source_id"},
  {key: "study", column: "study_code"},
  {key: "disease", column: "disease"},
  {key: "sex", column: "sex"},
  {key: "amlType", column: "aml_type"},
  {key: "risk", column: "risk_eln2010_reported"}
] as const satisfies readonly {key: keyof CohortFilter; column: string}[];

export type CategoricalKey = (typeof categoricalConditions)[number]["key"];

/** True if the filter restricts nothing. */
export function isEmpty(filter: CohortFilter): boolean {
  const {age, alterations, cytogenetics} = filter;
  return (
    categoricalConditions.every(({key}) => filter[key].length === 0) &&
    age[0] === null &&
    age[1] === null &&
    [...Object.values(alterations), ...Object.values(cytogenetics)].every((states) => states.length === 0)
  );
}
