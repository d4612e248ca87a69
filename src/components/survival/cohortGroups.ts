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
  const cohorts = by.names.map((name) => ({name, cohort: saved.get(name)}));
  const missing = cohorts.find(({cohort}) => cohort === undefined);
  if (missing !== undefined) {
    return {
      refused: `There is no cohort “${missing.name}” in this browser. Saved cohorts stay in the browser in which they were made; import their file here.`,
      overlap: false
    };
  }
  for (const {name, cohort} of cohorts) {
    const refused = savedCohortRefusal(catalogue, name, cohort!.filter, plan.endpoint.endpoint);
    if (refused !== null) return {refused, overlap: false};
  }
  const [mask, opened] = await Promise.all([source.members(), database()]);
  const groups: CohortGroup[] = [];
  for (const {name, cohort} of cohorts) {
    const members = await opened.membersOf(cohort!.filter);
    groups.push({label: name, members: members.filter((_, i) => mask[i] === 1)});
  }
  return groups;
}
