import {canonicalFilter} from "./canonicalFilter.js";
import type {Catalogue} from "./catalogue.js";
import {
  alterationStates,
  categoricalConditions,
  type CohortFilter,
  cytogeneticStates,
  emptyFilter,
  unknownLevel
} from "./filter.js";

/** A filter read from an address, with what could not be understood. */
export interface ParsedFilter {
  readonly filter: CohortFilter;
  /** One sentence each, for the reader; empty if everything was understood. */
  readonly problems: string[];
  /** Release on which the address was made; null if it does not say. */
  readonly madeOn: string | null;
}

/** Parameters of an address that are not conditions: state of the pages. */
export const pageParameters: readonly string[] = ["release", "group", "endpoint"];

const oldest = 150;
const longestShown = 40;

/**
 * Reads a filter from the query of an address, e.g. `?sex=female&age=18-60&mutated=NPM1&release=…`. Whatever the
 * catalogue does not know is left out and reported; nothing in an address makes this throw.
 */
export function parseFilter(params: URLSearchParams, catalogue: Catalogue): ParsedFilter {
  const problems: string[] = [];
  const lists: Record<string, string[]> = {};
  const alterations = new Map<string, (typeof alterationStates)[number][]>();
  const cytogenetics = new Map<string, (typeof cytogeneticStates)[number][]>();
  let age: CohortFilter["age"] = [null, null];
  for (const [key, value] of params) {
    const condition = categoricalConditions.find((d) => d.key === key);
    const alterationState = alterationStates.find((state) => state === key);
    const cytogeneticState = cytogeneticStates.find((state) => state === key);
    if (condition !== undefined) {
      const facet = catalogue.facets.get(condition.column);
      const known = value === unknownLevel || facet?.levels.some(({code}) => code === value) === true;
      if (known) (lists[key] ??= []).push(value);
      else problems.push(`unknown value of ${key}: ${shown(value)}`);
    } else if (alterationState !== undefined) {
      if (catalogue.alterations.has(value)) append(alterations, value, alterationState);
      else problems.push(`unknown gene or alteration: ${shown(value)}`);
    } else if (cytogeneticState !== undefined) {
      const column = `cyto_${value}`;
      if (catalogue.cytogenetics.has(column)) append(cytogenetics, column, cytogeneticState);
      else problems.push(`unknown cytogenetic finding: ${shown(value)}`);
    } else if (key === "age") {
      const bounds = parseAge(value);
      if (bounds === undefined) problems.push(`invalid age: ${shown(value)}`);
      else age = bounds;
    } else if (!pageParameters.includes(key)) {
      problems.push(`unknown condition: ${shown(key)}`);
    }
  }
  const filter: CohortFilter = {
    ...emptyFilter,
    ...lists,
    age,
    alterations: Object.fromEntries(alterations),
    cytogenetics: Object.fromEntries(cytogenetics)
  };
  return {filter: canonicalFilter(filter, catalogue), problems, madeOn: params.get("release")};
}

/** The query of an address that {@link parseFilter} reads back; empty, without the release, for the empty filter. */
export function formatFilter(filter: CohortFilter, releaseId: string): URLSearchParams {
  const params = new URLSearchParams();
  for (const {key} of categoricalConditions) for (const value of filter[key]) params.append(key, value);
  const [from, to] = filter.age;
  if (from !== null || to !== null) params.append("age", `${from ?? ""}-${to ?? ""}`);
  for (const [name, states] of Object.entries(filter.alterations)) {
    for (const state of states) params.append(state, name);
  }
  for (const [column, states] of Object.entries(filter.cytogenetics)) {
    for (const state of states) params.append(state, column.replace(/^cyto_/, ""));
  }
  if (params.size > 0) params.append("release", releaseId);
  return params;
}

/** `18-60`, `18-`, `-60`: whole years, inclusive; undefined if it is none of these. */
function parseAge(text: string): CohortFilter["age"] | undefined {
  const match = /^(\d{0,3})-(\d{0,3})$/.exec(text);
  if (match === null || text === "-") return undefined;
  const [from, to] = match.slice(1).map((digits) => (digits === "" ? null : Number(digits)));
  if ((from ?? 0) > oldest || (to ?? 0) > oldest || (from !== null && to !== null && from > to)) return undefined;
  return [from, to];
}

function append<State>(map: Map<string, State[]>, name: string, state: State): void {
  map.set(name, [...(map.get(name) ?? []), state]);
}

function shown(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
