import {canonicalFilter} from "./canonicalFilter.js";
import type {Catalogue} from "./catalogue.js";
import {
  type AlterationClause,
  alterationStates,
  type Bounds,
  clauseKinds,
  type CohortFilter,
  cytogeneticStates,
  unknownLevel
} from "./filter.js";
import {formatBounds, parseBounds} from "./rangeText.js";

/** A filter read from an address, with what could not be understood. */
export interface ParsedFilter {
  readonly filter: CohortFilter;
  /** One sentence each, for the reader; empty if everything was understood. */
  readonly problems: string[];
  /** Release on which the address was made; null if it does not say. */
  readonly madeOn: string | null;
}

/** Parameters of an address that are not conditions: state of the pages. */
export const pageParameters: readonly string[] = ["release", "n", "events", "group", "endpoint"];

/** Short names that addresses use for columns; every other column goes by its own name. */
const shortNames: Readonly<Record<string, string>> = {
  source_id: "source",
  study_code: "study",
  aml_type: "amlType",
  risk_eln2010_reported: "risk",
  age_years: "age"
};
const columnNames = new Map(Object.entries(shortNames).map(([column, name]) => [name, column]));
const listSeparator = ",";
const longestShown = 40;

/** The name of a column in addresses. */
export function urlName(column: string): string {
  return Object.hasOwn(shortNames, column) ? shortNames[column] : column;
}

/**
 * Reads a filter from the query of an address, e.g. `?sex=female&age=18-60&mutated=NPM1&any=IDH1,IDH2&release=…`.
 * Whatever the catalogue does not know is left out and reported; nothing in an address makes this throw.
 *
 * @param further parameters that mean something to the page
 */
export function parseFilter(
  params: URLSearchParams,
  catalogue: Catalogue,
  further: readonly string[] = []
): ParsedFilter {
  const problems: string[] = [];
  const levels = new Map<string, string[]>();
  const ranges = new Map<string, Bounds>();
  const alterations = new Map<string, (typeof alterationStates)[number][]>();
  const cytogenetics = new Map<string, (typeof cytogeneticStates)[number][]>();
  const clauses: AlterationClause[] = [];
  for (const [key, value] of params) {
    if (pageParameters.includes(key) || further.includes(key)) continue;
    const column = columnNames.get(key) ?? key;
    const facet = catalogue.facets.get(column);
    const alterationState = alterationStates.find((state) => state === key);
    const cytogeneticState = cytogeneticStates.find((state) => state === key);
    const clauseKind = clauseKinds.find((kind) => kind === key);
    if (facet !== undefined) {
      const known = value === unknownLevel || facet.levels.some(({code}) => code === value);
      if (known) append(levels, column, value);
      else problems.push(`unknown value of ${key}: ${shown(value)}`);
    } else if (catalogue.numbers.has(column)) {
      const bounds = parseBounds(value, column);
      if (bounds === undefined) problems.push(`invalid ${key}: ${shown(value)}`);
      else ranges.set(column, bounds);
    } else if (alterationState !== undefined) {
      if (catalogue.alterations.has(value)) append(alterations, value, alterationState);
      else problems.push(`unknown gene or alteration: ${shown(value)}`);
    } else if (cytogeneticState !== undefined) {
      const flag = `cyto_${value}`;
      if (catalogue.cytogenetics.has(flag)) append(cytogenetics, flag, cytogeneticState);
      else problems.push(`unknown cytogenetic finding: ${shown(value)}`);
    } else if (clauseKind !== undefined) {
      const names = value.split(listSeparator);
      const unknown = names.filter((name) => !catalogue.alterations.has(name));
      // Without one of its alterations the clause would say something else.
      if (unknown.length === 0) clauses.push({kind: clauseKind, alterations: names});
      else problems.push(`unknown gene or alteration: ${shown(unknown.join(listSeparator))}`);
    } else {
      problems.push(`unknown condition: ${shown(key)}`);
    }
  }
  const filter: CohortFilter = {
    levels: Object.fromEntries(levels),
    ranges: Object.fromEntries(ranges),
    alterations: Object.fromEntries(alterations),
    cytogenetics: Object.fromEntries(cytogenetics),
    clauses
  };
  return {filter: canonicalFilter(filter, catalogue), problems, madeOn: params.get("release")};
}

/** The query of an address that {@link parseFilter} reads back; empty, without the release, for the empty filter. */
export function formatFilter(filter: CohortFilter, releaseId: string): URLSearchParams {
  const params = new URLSearchParams();
  for (const [column, levels] of Object.entries(filter.levels)) {
    for (const level of levels) params.append(urlName(column), level);
  }
  for (const [column, bounds] of Object.entries(filter.ranges)) params.append(urlName(column), formatBounds(bounds));
  for (const [name, states] of Object.entries(filter.alterations)) {
    for (const state of states) params.append(state, name);
  }
  for (const [column, states] of Object.entries(filter.cytogenetics)) {
    for (const state of states) params.append(state, column.replace(/^cyto_/, ""));
  }
  for (const {kind, alterations} of filter.clauses) params.append(kind, alterations.join(listSeparator));
  if (params.size > 0) params.append("release", releaseId);
  return params;
}

function append<State>(map: Map<string, State[]>, name: string, state: State): void {
  map.set(name, [...(map.get(name) ?? []), state]);
}

function shown(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
