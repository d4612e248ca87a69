import {attrition, type AttritionStep} from "../../cohort/attrition.js";
import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortDatabase} from "../../cohort/cohortDatabase.js";
import {type CohortFilter, emptyFilter} from "../../cohort/filter.js";
import {chips} from "../../cohort/filterChips.js";

/** How many patients each condition of a filter removes, in the order of its chips. */
export async function attritionOf(
  database: CohortDatabase,
  filter: CohortFilter,
  catalogue: Catalogue
): Promise<AttritionStep[]> {
  const criteria: {label: string; mask: Uint8Array}[] = [];
  for (const {label, only} of chips(filter, catalogue)) {
    criteria.push({label, mask: await database.membersOf({...emptyFilter, ...only})});
  }
  return attrition(catalogue.patients, criteria);
}
