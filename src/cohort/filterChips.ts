import type {Catalogue} from "./catalogue.js";
import {
  type AlterationState,
  categoricalConditions,
  type CohortFilter,
  type CytogeneticState,
  unknownLevel
} from "./filter.js";

/** One condition of a filter in the reader's words, and the filter without it. */
export interface FilterChip {
  /** Stable name of the condition, e.g. `sex`, `age`, `NPM1`. */
  readonly key: string;
  readonly label: string;
  readonly without: CohortFilter;
}

const stateWords: Record<AlterationState | CytogeneticState, string> = {
  mutated: "mutated",
  wild_type: "wild type",
  not_tested: "not tested",
  present: "present",
  absent: "absent",
  not_evaluable: "not evaluable"
};

const conditionWords: Record<string, string> = {
  source: "Source",
  study: "Trial",
  disease: "Disease",
  sex: "Sex",
  amlType: "AML type",
  risk: "ELN 2010 risk"
};

/** The conditions of a filter, one chip each: "Sex: female", "Age 18–60", "NPM1 mutated", "t(8;21) absent". */
export function chips(filter: CohortFilter, catalogue: Catalogue): FilterChip[] {
  const result: FilterChip[] = [];
  for (const {key, column} of categoricalConditions) {
    if (filter[key].length === 0) continue;
    const levels = catalogue.facets.get(column)?.levels ?? [];
    const words = filter[key].map((value) =>
      value === unknownLevel ? "unknown" : levelWords(column, levels.find(({code}) => code === value)?.label ?? value)
    );
    result.push({key, label: `${conditionWords[key]}: ${words.join(" or ")}`, without: {...filter, [key]: []}});
  }
  const [from, to] = filter.age;
  if (from !== null || to !== null) {
    result.push({key: "age", label: ageWords(from, to), without: {...filter, age: [null, null]}});
  }
  for (const [name, states] of Object.entries(filter.alterations)) {
    if (states.length === 0) continue;
    const without = {...filter, alterations: omit(filter.alterations, name)};
    result.push({key: name, label: `${name} ${wordsOf(states)}`, without});
  }
  for (const [column, states] of Object.entries(filter.cytogenetics)) {
    if (states.length === 0) continue;
    const label = catalogue.cytogenetics.get(column)?.label ?? column;
    const without = {...filter, cytogenetics: omit(filter.cytogenetics, column)};
    result.push({key: column, label: `${label} ${wordsOf(states)}`, without});
  }
  return result;
}

/** The cohort in one sentence: "Patients with all of: Sex: female; Age 18–60; NPM1 mutated." */
export function describeCohort(filter: CohortFilter, catalogue: Catalogue): string {
  const list = chips(filter, catalogue);
  if (list.length === 0) return "All patients of the release.";
  return `Patients with all of: ${list.map(({label}) => label).join("; ")}.`;
}

function omit<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function wordsOf(states: readonly (AlterationState | CytogeneticState)[]): string {
  return states.map((state) => stateWords[state]).join(" or ");
}

function ageWords(from: number | null, to: number | null): string {
  if (from === null) return `Age up to ${to ?? ""}`;
  if (to === null) return `Age ${from} and over`;
  return from === to ? `Age ${from}` : `Age ${from}–${to}`;
}

/** Labels of closed lists start with a capital that is not needed after a colon; names of sources and trials stay. */
function levelWords(column: string, label: string): string {
  if (column === "source_id" || column === "study_code") return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
