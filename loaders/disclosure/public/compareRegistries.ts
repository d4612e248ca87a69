import type {SetKey} from "../../../src/model/report.js";
import type {PublicPolicy} from "./policy.js";
import {namesAny} from "./setClauses.js";

/** A cell as a release publishes it: null while hidden. */
export interface PublishedCell {
  readonly set: SetKey;
  readonly n: number | null;
}

/**
 * What a reader of two releases could subtract: every count that both show must be the same or differ by k patients, and a
 * source may have changed by none or by a batch. One line a breach.
 *
 * @param sources patients of each source, before and now; a source that is new is a batch
 */
export function compareRegistries(
  previous: readonly PublishedCell[],
  current: readonly PublishedCell[],
  sources: readonly {readonly id: string; readonly before: number | null; readonly now: number}[],
  {k, release, sensitive}: PublicPolicy
): string[] {
  const before = new Map(previous.map(({set, n}) => [set, n]));
  const close = current.flatMap(({set, n}) => {
    const old = before.get(set) ?? null;
    const least = namesAny(set, sensitive) ? k.sensitive : k.plain;
    const change = n === null || old === null ? 0 : Math.abs(n - old);
    return change > 0 && change < least ? [{set, change}] : [];
  });
  const batches = sources.flatMap(({id, before: old, now}) => {
    const change = Math.abs(now - (old ?? 0));
    return old !== null && change > 0 && change < release.batch
      ? [
          `source ${id}: ${change} patients more or fewer than in the previous release, expected none or ${release.batch}`
        ]
      : [];
  });
  // Counts differ by few because a source does.
  if (close.length === 0 || batches.length > 0) return batches;
  const [{set, change}] = close.sort((a, b) => a.change - b.change);
  return [
    `${close.length} counts differ from the previous release by too few patients, first ${set}: by ${change}, expected 0 or at least ${k.plain}`
  ];
}
