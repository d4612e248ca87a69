import type {Catalogue} from "../../cohort/catalogue.js";
import {chips} from "../../cohort/filterChips.js";
import type {PageState} from "../pageState.js";

/** Key of a condition that a state has and the one before it had not; null if there is none. */
export function newestCondition(next: PageState, before: PageState, catalogue: Catalogue): string | null {
  const had = new Set(chips(before.filter, catalogue).map(({key, label}) => `${key} ${label}`));
  return chips(next.filter, catalogue).find(({key, label}) => !had.has(`${key} ${label}`))?.key ?? null;
}
