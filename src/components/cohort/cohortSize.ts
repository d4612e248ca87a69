import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortSelection} from "../../cohort/cohortSelection.js";
import type {SiteData} from "../../model/siteData.js";

/** Patients of a cohort and their events of an endpoint; null where the release does not have the endpoint. */
export interface CohortSize {
  readonly n: number;
  readonly events: number | null;
}

/** The size of a filtered cohort. */
export async function cohortSize(
  selection: CohortSelection,
  endpoint: string,
  catalogue: Catalogue
): Promise<CohortSize> {
  if (!catalogue.endpoints.has(endpoint)) return {n: selection.n, events: null};
  const {status} = (await selection.rows([endpoint])).endpoint(endpoint);
  let events = 0;
  for (let i = 0; i < status.length; ++i) events += status[i] === 1 ? 1 : 0;
  return {n: selection.n, events};
}

/** The size of the whole release, from its own tables. */
export function releaseSize(site: SiteData, endpoint: string): CohortSize {
  const summary = site.summaries.survival.find((d) => d.endpoint === endpoint);
  return {n: site.counts.patients, events: summary?.events.reduce((sum, n) => sum + n, 0) ?? null};
}
