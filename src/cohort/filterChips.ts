import type {Catalogue} from "./catalogue.js";
import {
  type AlterationState,
  type Bounds,
  type ClauseKind,
  type CohortFilter,
  type CytogeneticState,
  unknownLevel
} from "./filter.js";
import {urlName} from "./filterUrl.js";

/** One condition of a filter in the reader's words, and the filter without it. */
export interface FilterChip {
  /** Stable name of the condition, e.g. `sex`, `age`, `NPM1`, `any:IDH1,IDH2`. */
  readonly key: string;
  readonly label: string;
  readonly without: CohortFilter;
  /** The condition alone. */
  readonly only: Partial<CohortFilter>;
  /** Columns of the cohort extract that it is about. */
  readonly columns: readonly string[];
}

const stateWords: Record<AlterationState | CytogeneticState, string> = {
  mutated: "mutated",
  wild_type: "wild type",
  not_tested: "not tested",
  present: "present",
  absent: "absent",
  not_evaluable: "not evaluable"
};

/** Columns whose levels are names, of sources, trials and arms. */
const named = new Set(["source_id", "study_code", "arm_planned", "arm_actual", "randomisation_stratum", "disease"]);

/**
 * The conditions of a filter, one chip each: "Sex: female", "Age 18–60", "NPM1 mutated", "t(8;21) absent", "any of IDH1,
 * IDH2 mutated".
 */
export function chips(filter: CohortFilter, catalogue: Catalogue): FilterChip[] {
  const {levels, ranges, alterations, cytogenetics, clauses} = filter;
  return [
    ...filled(levels).map(([column, values]) => ({
      key: urlName(column),
      label: `${catalogue.facets.get(column)?.label ?? column}: ${levelWords(column, values, catalogue)}`,
      without: {...filter, levels: omit(levels, column)},
      only: {levels: {[column]: values}},
      columns: [column]
    })),
    ...Object.entries(ranges).flatMap(([column, bounds]) =>
      bounds[0] === null && bounds[1] === null
        ? []
        : [
            {
              key: urlName(column),
              label: rangeWords(column, bounds, catalogue),
              without: {...filter, ranges: omit(ranges, column)},
              only: {ranges: {[column]: bounds}},
              columns: [column]
            }
          ]
    ),
    ...filled(alterations).map(([name, states]) => ({
      key: name,
      label: `${name} ${wordsOf(states)}`,
      without: {...filter, alterations: omit(alterations, name)},
      only: {alterations: {[name]: states}},
      columns: [name]
    })),
    ...filled(cytogenetics).map(([column, states]) => ({
      key: column,
      label: `${catalogue.cytogenetics.get(column)?.label ?? column} ${wordsOf(states)}`,
      without: {...filter, cytogenetics: omit(cytogenetics, column)},
      only: {cytogenetics: {[column]: states}},
      columns: [column]
    })),
    ...clauses.flatMap((clause, i) =>
      clause.alterations.length === 0
        ? []
        : [
            {
              key: `${clause.kind}:${clause.alterations.join(",")}`,
              label: clauseWords(clause.kind, clause.alterations),
              without: {...filter, clauses: clauses.filter((_, j) => j !== i)},
              only: {clauses: [clause]},
              columns: clause.alterations
            }
          ]
    )
  ];
}

/** The cohort in one sentence: "Patients with all of: Sex: female; Age 18–60; NPM1 mutated." */
export function describeCohort(filter: CohortFilter, catalogue: Catalogue): string {
  const list = chips(filter, catalogue);
  if (list.length === 0) return "All patients of the release.";
  return `Patients with all of: ${list.map(({label}) => label).join("; ")}.`;
}

function filled<T>(record: Readonly<Record<string, readonly T[]>>): [string, readonly T[]][] {
  return Object.entries(record).filter(([, list]) => list.length > 0);
}

function omit<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function wordsOf(states: readonly (AlterationState | CytogeneticState)[]): string {
  return states.map((state) => stateWords[state]).join(" or ");
}

function clauseWords(kind: ClauseKind, alterations: readonly string[]): string {
  if (kind === "all") return `${alterations.join(" and ")} mutated`;
  return `${kind} of ${alterations.join(", ")} mutated`;
}

function rangeWords(column: string, [from, to]: Bounds, catalogue: Catalogue): string {
  const {label = column, unit = null} = catalogue.numbers.get(column) ?? {};
  const after = unit === null || column === "age_years" ? "" : ` ${unitWords(unit)}`;
  if (from === null) return `${label} up to ${to ?? ""}${after}`;
  if (to === null) return `${label} ${from}${after} and over`;
  return from === to ? `${label} ${from}${after}` : `${label} ${from}–${to}${after}`;
}

/** A UCUM unit as it is printed. */
function unitWords(unit: string): string {
  return unit === "10*9/L" ? "× 10⁹/L" : unit;
}

/** Labels of closed lists start with a capital that is not needed after a colon; names of classes and sources stay. */
function levelWords(column: string, values: readonly string[], catalogue: Catalogue): string {
  const levels = catalogue.facets.get(column)?.levels ?? [];
  const keeps = named.has(column) || catalogue.variables.get(column)?.theme === "Classification";
  const words = values.map((value) => {
    if (value === unknownLevel) return "unknown";
    const label = levels.find(({code}) => code === value)?.label ?? value;
    return keeps || !/^\p{Lu}\p{Ll}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
  });
  return words.join(" or ");
}
