import type {Catalogue} from "../cohort/catalogue.js";
import type {CohortFilter} from "../cohort/filter.js";
import {formatFilter, type ParsedFilter, parseFilter} from "../cohort/filterUrl.js";
import type {SurvivalEndpoint} from "../model/cohortResults.js";

/** Everything that a link reopens. */
export interface PageState {
  readonly filter: CohortFilter;
  /** Key of a grouping; null = the cohort as a whole. */
  readonly group: string | null;
  readonly endpoint: SurvivalEndpoint;
}

/** The state that an address asks for, and what of it could not be understood. */
export function readState(
  params: URLSearchParams,
  catalogue: Catalogue
): PageState & Pick<ParsedFilter, "problems" | "madeOn"> {
  const {filter, problems, madeOn} = parseFilter(params, catalogue);
  const group = params.get("group");
  const known = group === null || catalogue.groupings.some(({key}) => key === group);
  const wanted = params.get("endpoint");
  const endpoint = wanted !== null && catalogue.endpoints.has(wanted) ? wanted : undefined;
  return {
    filter,
    group: known ? group : null,
    endpoint: endpoint ?? "OS",
    problems: [
      ...problems,
      ...(known ? [] : [`unknown grouping: ${group.slice(0, 40)}`]),
      ...(wanted === null || endpoint !== undefined ? [] : [`unknown endpoint: ${wanted.slice(0, 40)}`])
    ],
    madeOn
  };
}

/** The query of the address of a state; empty for the whole cohort with nothing chosen. */
export function writeState({filter, group, endpoint}: PageState, releaseId: string): string {
  const params = formatFilter(filter, releaseId);
  if (group !== null) params.set("group", group);
  if (endpoint !== "OS") params.set("endpoint", endpoint);
  if (params.size > 0) params.set("release", releaseId);
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** The sources from which the patients of a state can come: those that its filter names, else all. */
export function sourcesOf<T extends {readonly id: string}>(
  {sources}: {readonly sources: readonly T[]},
  {filter}: Pick<PageState, "filter">
): T[] {
  return sources.filter(({id}) => filter.source.length === 0 || filter.source.includes(id));
}
