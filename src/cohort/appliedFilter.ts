import type {Catalogue} from "./catalogue.js";
import type {CohortFilter} from "./filter.js";
import {chips, type FilterChip} from "./filterChips.js";

/** A filter as it is applied to an endpoint, and the conditions that are not applied because they are its outcome. */
export interface AppliedFilter {
  readonly filter: CohortFilter;
  readonly refused: readonly FilterChip[];
}

/**
 * The filter without the conditions on the outcome of an endpoint: a cohort chosen by how it fared tells nothing about
 * how patients fare.
 *
 * @param endpoint code of the vocabulary `endpoint`, e.g. OS; null where no outcome is shown
 */
export function appliedFilter(filter: CohortFilter, endpoint: string | null, catalogue: Catalogue): AppliedFilter {
  const refused =
    endpoint === null ? [] : chips(filter, catalogue).filter((chip) => isOutcome(chip, endpoint, catalogue));
  const columns = new Set(refused.flatMap((chip) => chip.columns));
  if (columns.size === 0) return {filter, refused};
  const kept = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([column]) => !columns.has(column)));
  return {filter: {...filter, levels: kept(filter.levels), ranges: kept(filter.ranges)}, refused};
}

/**
 * The conditions on something that becomes known only after the clock has started.
 *
 * @param known columns of days that are past when the clock starts
 */
export function lateConditions(
  filter: CohortFilter,
  catalogue: Catalogue,
  known: readonly string[] = []
): FilterChip[] {
  return chips(filter, catalogue).filter(({columns}) =>
    columns.some((column) => {
      const day = catalogue.variables.get(column)?.knownDay ?? null;
      return day !== null && !known.includes(day);
    })
  );
}

function isOutcome({columns}: FilterChip, endpoint: string, catalogue: Catalogue): boolean {
  return columns.some((column) => catalogue.variables.get(column)?.outcomeOf.includes(endpoint));
}
