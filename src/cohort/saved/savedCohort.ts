import type {CohortFilter} from "../filter.js";
import {parseFilterJson} from "../filterJson.js";

/** A cohort that a reader keeps under a name. */
export interface SavedCohort {
  readonly name: string;
  readonly filter: CohortFilter;
  /** Release on which it was made. */
  readonly release: string;
  /** Patients it had there; null if it was kept before they were counted. */
  readonly n: number | null;
}

/** Longest name of a saved cohort. */
export const longestName = 80;

/**
 * A saved cohort from its JSON form.
 *
 * @throws {RangeError} `invalid saved cohort: …`
 */
export function parseSavedCohort(value: unknown): SavedCohort {
  if (value === null || typeof value !== "object") throw new RangeError("invalid saved cohort: it is no object");
  const {name, filter, release, n} = value as Record<string, unknown>;
  const title = typeof name === "string" ? name.trim() : "";
  if (title === "" || title.length > longestName) throw new RangeError("invalid saved cohort: its name");
  if (typeof release !== "string") throw new RangeError(`invalid saved cohort: release of ${title}`);
  if (n !== null && !(Number.isInteger(n) && (n as number) >= 0)) {
    throw new RangeError(`invalid saved cohort: patients of ${title}`);
  }
  return {name: title, filter: parseFilterJson(filter), release, n: n as number | null};
}
