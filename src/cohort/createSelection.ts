import {type Coded, coded, ungrouped} from "./aggregates/coded.js";
import {survivalCounts} from "./aggregates/survivalCounts.js";
import {type Catalogue, groupingOf, groupLabel} from "./catalogue.js";
import {cohortRows, membersOf} from "./cohortRows.js";
import type {CohortSelection} from "./cohortSelection.js";
import type {ColumnStore} from "./columnStore.js";
import type {CohortFilter} from "./filter.js";
import {countLevels, levelBits} from "./levelBits.js";

/** What a selection stands on. */
export interface SelectionContext {
  readonly catalogue: Catalogue;
  readonly filter: CohortFilter;
  /** 1 for each patient of the release who is in the cohort. */
  readonly mask: Uint8Array;
  readonly columns: ColumnStore;
  /** Throws if the selection has been superseded. */
  readonly current: () => void;
}

/** The aggregates of a filtered cohort: one pass each over columns in memory. */
export function createSelection({catalogue, filter, mask, columns, current}: SelectionContext): CohortSelection {
  let n = 0;
  for (let i = 0; i < mask.length; ++i) n += mask[i];
  const members = n === mask.length ? null : membersOf(mask);
  const groupsOf = async (key: string | undefined): Promise<Coded> => {
    if (key === undefined) return ungrouped;
    groupingOf(catalogue, key);
    return coded(catalogue, key, (await columns.codes({column: key})).codes);
  };
  /** Waits for what is fetched; whoever is superseded meanwhile is told so. */
  const fetched = async <T extends readonly unknown[]>(...parts: {[K in keyof T]: Promise<T[K]>}): Promise<T> => {
    current();
    const values = (await Promise.all(parts)) as unknown as T;
    current();
    return values;
  };
  return {
    filter,
    n,
    total: mask.length,
    async survival(endpoint, groupBy) {
      if (!catalogue.endpoints.has(endpoint)) throw new RangeError(`unknown endpoint: ${endpoint}`);
      const grouping = groupBy === undefined ? null : groupingOf(catalogue, groupBy);
      const [groups, parts] = await fetched(groupsOf(groupBy), columns.fetch([endpoint]));
      const [days, status] = [parts.get(`${endpoint}_days`)!, parts.get(`${endpoint}_status`)!];
      return survivalCounts(groups, {days, status}, mask, (group) =>
        grouping === null ? "All patients" : groupLabel(grouping, group)
      );
    },
    async rows(names) {
      const [arrays] = await fetched(columns.fetch(names));
      return cohortRows(catalogue, arrays, members, n);
    },
    async counts(requests) {
      const [all] = await fetched(Promise.all(requests.map((request) => columns.codes(request))));
      const bits = all.map(({codes, levels}) => levelBits(codes, levels));
      return new Map(
        requests.map(({column}, i) => [column, countLevels(bits[i], members?.bits() ?? null, n)] as const)
      );
    },
    async members() {
      await fetched();
      return mask;
    }
  };
}
