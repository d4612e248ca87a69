import {changedPatients, releasedKeys} from "../../consortium/changedPatients.js";
import {compareRegistries} from "../../public/compareRegistries.js";
import {nestedBetween} from "../../public/nestedBetween.js";
import {renamedSets} from "../../public/renamedSets.js";
import {clausesOf, follows, namesAny} from "../../public/setClauses.js";
import type {PublicPolicy} from "../../public/policy.js";
import {type AuditInput, type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/**
 * R6: no two shown counts of which one set holds the other differ by fewer than k patients, and no count, source or patient
 * of the release before changed by fewer; nor two of which one release shows the one and the release before the other.
 */
export const differencesRule: AuditRule = {
  id: "R6",
  title: "Differences of shown counts and releases",
  check(input) {
    const {policy, previous, publicPolicy, release, results} = input;
    if (release.manifest.tier === "internal") return notApplicable(exactRows);
    const against = previous === null ? "; no previous release was given" : ", nor from the previous release";
    if (results !== null) {
      const nested = nestedDifferences(results.counts, publicPolicy);
      const breaches = [
        ...nested.map(({large, n, small}) => `${large} has ${n} more than ${small}, expected 0 or at least k`),
        ...(previous?.results ? againstPrevious(input) : [])
      ];
      return passUnless(breaches, `no nested pair of ${results.counts.size} sets differs by too few${against}`);
    }
    if (previous === null) return notApplicable("rows can be subtracted from another release only, and none was given");
    const breaches = changedPatients(releasedKeys(previous.release), releasedKeys(release), policy!.k);
    return passUnless(breaches, "patients of each source who came or went are none or at least k");
  }
};

/** A small difference of two shown counts. */
export interface NestedDifference {
  readonly large: string;
  readonly small: string;
  readonly n: number;
}

/** Pairs of shown sets, one part of the other by their words, that differ by too few patients. */
export function nestedDifferences(
  counts: ReadonlyMap<string, number | null>,
  {k, sensitive}: Pick<PublicPolicy, "k" | "sensitive">
): NestedDifference[] {
  const least = (key: string) => (namesAny(key, sensitive) ? k.sensitive : k.plain);
  // What a set needs is worked out once: sets of nearly the same size make many pairs.
  const shown = [...counts]
    .flatMap(([key, n]) => (n === null || n === 0 ? [] : [{key, n, clauses: clausesOf(key), least: least(key)}]))
    .sort((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  const widest = Math.max(k.plain, k.sensitive);
  return shown.flatMap((small, i) => {
    const found: NestedDifference[] = [];
    for (let j = i + 1; j < shown.length && shown[j].n - small.n < widest; ++j) {
      const large = shown[j];
      const n = large.n - small.n;
      if (n === 0 || n >= Math.max(small.least, large.least)) continue;
      if (large.clauses.every((clause) => follows(clause, small.clauses)))
        found.push({large: large.key, small: small.key, n});
    }
    return found;
  });
}

function againstPrevious({previous, publicPolicy, release, results}: AuditInput): string[] {
  const before = previous!.release.manifest.sources;
  const sizes = release.manifest.sources.map(({id, patients}) => ({
    id,
    before: before.find((source) => source.id === id)?.patients ?? null,
    now: patients
  }));
  const words = {before: "in the previous release", now: "in this one"};
  const between = nestedBetween(previous!.results!.counts, results!.counts, publicPolicy).map(
    ({before: which, large, n, small}) => {
      const [first, second] = which === "large" ? [words.before, words.now] : [words.now, words.before];
      return `${large} ${first} has ${n} more than ${small} ${second}, expected 0 or at least k`;
    }
  );
  const cells = [...previous!.results!.cells, ...renamedSets(previous!.results!, results!)];
  return [...compareRegistries(cells, results!.cells, sizes, publicPolicy), ...between];
}
