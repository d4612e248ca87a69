import type {SetKey} from "../../../src/model/report.js";
import type {PublicPolicy} from "./policy.js";
import {clausesOf, follows, namesAny} from "./setClauses.js";

/** A set of one release with few patients more than a set of the other that it holds. */
export interface BetweenReleases {
  readonly large: SetKey;
  readonly small: SetKey;
  /** Which of the two is shown by the release before. */
  readonly before: "large" | "small";
  readonly n: number;
}

/**
 * Pairs of sets, one shown by a release and the other by the next, of which one is part of the other by its words and has
 * fewer than k patients less: those who are in the difference, and those who left or came in between, are so few together. A
 * set that both releases show with the same count says no more than each does.
 *
 * @param before counts of the release before, null where hidden
 * @param now counts of the later release
 */
export function nestedBetween(
  before: ReadonlyMap<SetKey, number | null>,
  now: ReadonlyMap<SetKey, number | null>,
  {k, sensitive}: Pick<PublicPolicy, "k" | "sensitive">
): BetweenReleases[] {
  const least = (key: SetKey) => (namesAny(key, sensitive) ? k.sensitive : k.plain);
  const sets = (counts: ReadonlyMap<SetKey, number | null>, other: ReadonlyMap<SetKey, number | null>) =>
    [...counts]
      .flatMap(([key, n]) =>
        n === null || n === 0 || other.get(key) === n ? [] : [{key, n, clauses: clausesOf(key), least: least(key)}]
      )
      .sort((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  const all = (counts: ReadonlyMap<SetKey, number | null>) => sets(counts, new Map());
  const widest = Math.max(k.plain, k.sensitive);
  const pairs = (
    larger: ReturnType<typeof sets>,
    smaller: ReturnType<typeof sets>,
    which: BetweenReleases["before"]
  ): BetweenReleases[] => {
    let from = 0;
    return smaller.flatMap((small) => {
      while (from < larger.length && larger[from].n <= small.n) ++from;
      const found: BetweenReleases[] = [];
      for (let j = from; j < larger.length && larger[j].n - small.n < widest; ++j) {
        const large = larger[j];
        const n = large.n - small.n;
        if (large.key === small.key || n >= Math.max(small.least, large.least)) continue;
        if (large.clauses.every((clause) => follows(clause, small.clauses)))
          found.push({large: large.key, small: small.key, before: which, n});
      }
      return found;
    });
  };
  return [...pairs(sets(before, now), all(now), "large"), ...pairs(all(now), sets(before, now), "small")];
}
