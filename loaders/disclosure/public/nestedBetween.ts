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
 * fewer than k patients less: those who are in the difference, and those who left the larger or came to the smaller in between,
 * are so few together. Where a source of theirs has grown, so that others came to the larger, or shrunk, so that others left
 * the smaller, the number tells neither. A set that both releases show with the same count says no more than each does.
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
  const hasMoved = movedSources(before, now);
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
        if (hasMoved(small.clauses, which === "large" ? 1 : -1)) continue;
        if (large.clauses.every((clause) => follows(clause, small.clauses)))
          found.push({large: large.key, small: small.key, before: which, n});
      }
      return found;
    });
  };
  return [...pairs(sets(before, now), all(now), "large"), ...pairs(all(now), sets(before, now), "small")];
}

/** Whether a source that patients of a set can be of has grown (1) or shrunk (−1), as its shown counts say. */
function movedSources(
  before: ReadonlyMap<SetKey, number | null>,
  now: ReadonlyMap<SetKey, number | null>
): (clauses: readonly string[], sign: 1 | -1) => boolean {
  const clause = "source_id=";
  const signs = new Map(
    [...now].flatMap(([set, n]) => {
      const id = set.slice(clause.length);
      if (!set.startsWith(clause) || /[|&]/u.test(id) || id === "known" || n === null) return [];
      return [[id, Math.sign(n - (before.get(set) ?? 0))] as const];
    })
  );
  return (clauses, sign) => {
    const own = clauses.find((d) => d.startsWith(clause) && d !== `${clause}known`);
    const ids = own === undefined ? [...signs.keys()] : own.slice(clause.length).split("|");
    return ids.some((id) => signs.get(id) === sign);
  };
}
