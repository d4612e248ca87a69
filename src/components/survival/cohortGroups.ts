import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortFilter} from "../../cohort/filter.js";
import {parseFilter} from "../../cohort/filterUrl.js";
import type {LinkedCohorts} from "../../cohort/saved/linkedCohorts.js";
import type {SavedCohorts} from "../../cohort/saved/savedCohorts.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import type {ViewContext} from "../explorer.js";
import type {CohortGroup, Refusal} from "./survivalAnalysis.js";
import {savedCohortRefusal, type SurvivalPlan} from "./survivalPlan.js";

/** Where the patients of an analysis come from: a filtered cohort, or the whole release. */
export interface CohortSource {
  readonly rows: (columns: readonly string[]) => Promise<CohortRows>;
  /** 1 for each patient of the release who is in the cohort. */
  readonly members: () => Promise<Uint8Array>;
}

/** The saved cohorts by which a plan splits, within the cohort of the page; empty if it splits by something else. */
export async function cohortGroups(
  {catalogue, database, saved}: Pick<ViewContext, "catalogue" | "database" | "saved">,
  plan: SurvivalPlan,
  source: CohortSource
): Promise<CohortGroup[] | Refusal> {
  const {by} = plan.choices;
  if (by?.kind !== "cohorts") return [];
  const cohorts = by.names.map((name) => cohortOf(name, plan.choices.linked, saved, catalogue));
  for (const [i, cohort] of cohorts.entries()) {
    if ("refused" in cohort) return cohort;
    const refused = savedCohortRefusal(catalogue, by.names[i], cohort.filter, plan.endpoint.endpoint);
    if (refused !== null) return {refused, overlap: false};
  }
  const [mask, opened] = await Promise.all([source.members(), database()]);
  const groups: CohortGroup[] = [];
  for (const [i, cohort] of cohorts.entries()) {
    if ("refused" in cohort) return cohort;
    const members = await opened.membersOf(cohort.filter);
    groups.push({label: by.names[i], members: members.filter((_, i) => mask[i] === 1)});
  }
  return groups;
}

/** The conditions of a cohort: those that the link carries, else those saved in this browser; or why there are none. */
export function cohortOf(
  name: string,
  linked: LinkedCohorts,
  saved: Pick<SavedCohorts, "get">,
  catalogue: Catalogue
): {readonly filter: CohortFilter} | Refusal {
  const query = linked.get(name);
  if (query === undefined) {
    return (
      saved.get(name) ?? {
        refused: `There is no cohort “${name}” in this browser, and the link does not say what it asks for. Saved cohorts stay in the browser in which they were made; import their file here.`,
        overlap: false
      }
    );
  }
  const {filter, problems} = parseFilter(new URLSearchParams(query), catalogue);
  if (problems.length === 0) return {filter};
  return {
    refused: `The cohort “${name}” of this link asks for what this release does not have: ${problems.join("; ")}.`,
    overlap: false
  };
}
