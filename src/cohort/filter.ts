/** States of an alteration that a filter can ask for. */
export const alterationStates = ["mutated", "wild_type", "not_tested"] as const;
export type AlterationState = (typeof alterationStates)[number];

/** States of a cytogenetic flag that a filter can ask for. */
export const cytogeneticStates = ["present", "absent", "not_evaluable"] as const;
export type CytogeneticState = (typeof cytogeneticStates)[number];

/** How the alterations of a clause belong together. */
export const clauseKinds = ["any", "all", "none"] as const;
export type ClauseKind = (typeof clauseKinds)[number];

/**
 * A condition on several alterations at once: any of them mutated, all of them, or none. None needs every one of them
 * tested and wild type; any is met by one that is mutated, whatever was not tested besides.
 */
export interface AlterationClause {
  readonly kind: ClauseKind;
  readonly alterations: readonly string[];
}

/** The level that stands for "value not known" in a filter on a categorical variable. */
export const unknownLevel = "unknown";

/** Inclusive bounds; null = open. */
export type Bounds = readonly [number | null, number | null];

/**
 * Which patients make the cohort: every condition must hold; within one condition any of the values. An empty list is
 * no condition. A state that is not listed is left out, so "mutated" alone drops the patients not tested.
 */
export interface CohortFilter {
  /** Levels of categorical variables, by column of the cohort extract. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** Bounds of numeric variables, by column. A bound leaves out patients whose value is not known. */
  readonly ranges: Readonly<Record<string, Bounds>>;
  /** By alteration name. */
  readonly alterations: Readonly<Record<string, readonly AlterationState[]>>;
  /** By column of the cohort extract, e.g. `cyto_t_8_21`. */
  readonly cytogenetics: Readonly<Record<string, readonly CytogeneticState[]>>;
  readonly clauses: readonly AlterationClause[];
}

/** All patients. */
export const emptyFilter: CohortFilter = {levels: {}, ranges: {}, alterations: {}, cytogenetics: {}, clauses: []};

/** True if the filter restricts nothing. */
export function isEmpty({levels, ranges, alterations, cytogenetics, clauses}: CohortFilter): boolean {
  const lists = [levels, alterations, cytogenetics].flatMap((record) => Object.values(record));
  return (
    lists.every((list) => list.length === 0) &&
    Object.values(ranges).every(([from, to]) => from === null && to === null) &&
    clauses.every((clause) => clause.alterations.length === 0)
  );
}

/** The levels a filter asks of a categorical variable; none = no condition. */
export function levelsOf({levels}: Pick<CohortFilter, "levels">, column: string): readonly string[] {
  return levels[column] ?? [];
}

/** The bounds a filter asks of a numeric variable. */
export function boundsOf({ranges}: Pick<CohortFilter, "ranges">, column: string): Bounds {
  return ranges[column] ?? [null, null];
}
