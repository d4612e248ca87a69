import type {Catalogue} from "../cohort/catalogue.js";
import {type CohortFilter, levelsOf} from "../cohort/filter.js";
import {formatFilter, type ParsedFilter, parseFilter} from "../cohort/filterUrl.js";
import type {SurvivalEndpoint} from "../model/cohortResults.js";

/** Everything that a link reopens. */
export interface PageState {
  readonly filter: CohortFilter;
  /** Key of a grouping; null = the cohort as a whole. */
  readonly group: string | null;
  readonly endpoint: SurvivalEndpoint;
  /** What the page lets its reader choose besides; every declared option has a value. */
  readonly options: Readonly<Record<string, string>>;
}

/** A choice of one page that a link reopens. */
export interface PageOption {
  /** Name in the address. */
  readonly key: string;
  /** The values there are, or a test of a value. */
  readonly values: readonly string[] | ((value: string) => boolean);
  /** The value of an address that names none; it is not written. */
  readonly fallback: string;
}

/** The state that an address asks for, and what of it could not be understood. */
export function readState(
  params: URLSearchParams,
  catalogue: Catalogue,
  declared: readonly PageOption[] = []
): PageState & Pick<ParsedFilter, "problems" | "madeOn"> {
  const keys = declared.map(({key}) => key);
  const {filter, problems, madeOn} = parseFilter(params, catalogue, keys);
  const read = declared.map((option) => readOption(params, option));
  const group = params.get("group");
  const known = group === null || catalogue.groupings.some(({key}) => key === group);
  const wanted = params.get("endpoint");
  const endpoint = wanted !== null && catalogue.endpoints.has(wanted) ? wanted : undefined;
  return {
    filter,
    group: known ? group : null,
    endpoint: endpoint ?? "OS",
    options: Object.fromEntries(read.map(({value}, i) => [keys[i], value])),
    problems: [
      ...problems,
      ...(known ? [] : [`unknown grouping: ${group.slice(0, 40)}`]),
      ...(wanted === null || endpoint !== undefined ? [] : [`unknown endpoint: ${wanted.slice(0, 40)}`]),
      ...read.flatMap(({problem}) => problem ?? [])
    ],
    madeOn
  };
}

/** The query of the address of a state; empty for the whole cohort with nothing chosen. */
export function writeState(
  {filter, group, endpoint, options}: PageState,
  releaseId: string,
  declared: readonly PageOption[] = []
): string {
  const params = formatFilter(filter, releaseId);
  if (group !== null) params.set("group", group);
  if (endpoint !== "OS") params.set("endpoint", endpoint);
  for (const {key, fallback} of declared) {
    const value = options[key] ?? fallback;
    if (value !== fallback) params.set(key, value);
  }
  if (params.size > 0) params.set("release", releaseId);
  // Commas need no escape in a query, and links are read by people.
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

function readOption(params: URLSearchParams, {key, values, fallback}: PageOption): {value: string; problem?: string} {
  const value = params.get(key);
  if (value === null) return {value: fallback};
  const known = typeof values === "function" ? values(value) : values.includes(value);
  return known ? {value} : {value: fallback, problem: `unknown value of ${key}: ${value.slice(0, 40)}`};
}

/** The sources from which the patients of a state can come: those that its filter names, else all. */
export function sourcesOf<T extends {readonly id: string}>(
  {sources}: {readonly sources: readonly T[]},
  {filter}: Pick<PageState, "filter">
): T[] {
  const wanted = levelsOf(filter, "source_id");
  return sources.filter(({id}) => wanted.length === 0 || wanted.includes(id));
}
