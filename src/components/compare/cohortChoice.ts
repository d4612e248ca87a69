import type {Catalogue} from "../../cohort/catalogue.js";
import {type CohortFilter, emptyFilter} from "../../cohort/filter.js";
import {chips} from "../../cohort/filterChips.js";
import {parseFilter} from "../../cohort/filterUrl.js";
import {cohortKey} from "../../cohort/ledger/prespecifiedOf.js";

/** The cohort that the page's own conditions select. */
export const ofFilter = "filter";

/**
 * A cohort as an address holds it: `filter` for that of the page's conditions, else the conditions themselves as a query
 * (`mutated=NPM1`), so that a link does not depend on what a browser has saved. Empty: none.
 */
export type CohortChoice = string;

/** True for text that the release can make a cohort of. */
export function isChoice(text: string, catalogue: Catalogue): boolean {
  if (text === "" || text === ofFilter) return true;
  const {problems} = parseFilter(new URLSearchParams(text), catalogue);
  return problems.length === 0;
}

/** The choice of a cohort by its conditions. */
export function choiceOf(filter: CohortFilter): CohortChoice {
  return cohortKey(filter);
}

/** The conditions of a choice. */
export function filterOf(choice: CohortChoice, catalogue: Catalogue, page: CohortFilter): CohortFilter {
  if (choice === ofFilter) return page;
  return choice === "" ? emptyFilter : parseFilter(new URLSearchParams(choice), catalogue).filter;
}

/** A cohort in a few words: "NPM1 mutated, age 18–60". */
export function choiceLabel(filter: CohortFilter, catalogue: Catalogue): string {
  const words = chips(filter, catalogue).map(({label}) => label.replace(/^Source: /u, ""));
  return words.length === 0 ? "All patients" : words.join(", ");
}

/** The columns that a cohort is chosen by. */
export function columnsOf({levels, ranges, alterations, cytogenetics, clauses}: CohortFilter): string[] {
  const named = [levels, ranges, alterations, cytogenetics].flatMap((record) => Object.keys(record));
  return [...new Set([...named, ...clauses.flatMap((clause) => clause.alterations)])];
}

/** The choice of one level of a grouping. */
export function levelChoice(catalogue: Catalogue, key: string, code: string): CohortChoice {
  if (catalogue.alterations.has(key)) return choiceOf({...emptyFilter, alterations: {[key]: [code as "mutated"]}});
  if (catalogue.cytogenetics.has(key)) return choiceOf({...emptyFilter, cytogenetics: {[key]: [code as "present"]}});
  return choiceOf({...emptyFilter, levels: {[key]: [code]}});
}

/** Grouping and level of a choice that is one level of one grouping; null for any other. */
export function levelOf(choice: CohortChoice, catalogue: Catalogue): GroupedLevel | null {
  const known = singleLevels.get(catalogue) ?? indexLevels(catalogue);
  singleLevels.set(catalogue, known);
  return known.get(choice) ?? null;
}

interface GroupedLevel {
  readonly key: string;
  readonly code: string;
}

const singleLevels = new WeakMap<Catalogue, ReadonlyMap<CohortChoice, GroupedLevel>>();

function indexLevels(catalogue: Catalogue): ReadonlyMap<CohortChoice, GroupedLevel> {
  return new Map(
    catalogue.groupings.flatMap(({key, levels}) =>
      levels.map(({code}) => [levelChoice(catalogue, key, code), {key, code}] as const)
    )
  );
}
