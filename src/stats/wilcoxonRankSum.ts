import {StatsInputError} from "./errors.js";
import {normalTwoSided} from "./normalDistribution.js";
import {midRanks} from "./ranks.js";
import {rankSumDistribution} from "./rankSumDistribution.js";
import type {Values} from "./valuesInput.js";
import {pooledValues, presentValues} from "./valuesInput.js";

/** Either sample this large, or ties, and the p-value is the approximate one. */
const EXACT_BELOW = 50;

export interface RankSumResult {
  /** Mann and Whitney's U of the first sample: pairs in which its value is the larger, ties half. */
  w: number | null;
  /** Two-sided; null, with w kept, when all values are the same. */
  p: number | null;
  exact: boolean;
  n: [number, number];
}

/**
 * Wilcoxon's rank-sum (Mann–Whitney) test of two samples, two-sided.
 *
 * Exact when both have fewer than 50 values and none are tied, unless `exact` says otherwise (with ties it is never
 * exact); else normal, with variance n₁n₂/12 {N + 1 − Σ(t³ − t)/(N(N − 1))} and a continuity correction of 1/2 unless
 * `correct` is false. Missing values (null, NaN) are left out; w and p are null when a sample is empty. Equals R's
 * `wilcox.test(x, y, exact, correct)`.
 *
 * Source: Mann and Whitney (1947), Ann. Math. Stat. 18, 50–60.
 *
 * @throws {StatsInputError} on an infinite value, with its index.
 */
export function wilcoxonRankSum(
  x: Values,
  y: Values,
  {exact, correct = true}: {exact?: boolean; correct?: boolean} = {}
): RankSumResult {
  const first = presentValues(x);
  const second = presentValues(y);
  const [m, n] = [first.length, second.length];
  if (m === 0 || n === 0) return {w: null, p: null, exact: false, n: [m, n]};
  const {ranks, tieSum} = midRanks(pooledValues([first, second]));
  const w = ranks.subarray(0, m).reduce((a, b) => a + b, 0) - (m * (m + 1)) / 2;
  return testOf({w, tieSum, m, n}, exact, correct);
}

/**
 * The same test from how many of each sample have each distinct value, values ascending: no sorting, whatever the size.
 *
 * @throws {StatsInputError} on unequal lengths
 */
export function wilcoxonRankSumFromCounts(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  {exact, correct = true}: {exact?: boolean; correct?: boolean} = {}
): RankSumResult {
  if (first.length !== second.length) {
    throw new StatsInputError(`length mismatch: ${first.length} and ${second.length} counts`);
  }
  let [m, n, w, tieSum] = [0, 0, 0, 0];
  for (let i = 0; i < first.length; ++i) {
    const tied = first[i] + second[i];
    w += first[i] * (n + second[i] / 2);
    tieSum += tied * (tied - 1) * (tied + 1);
    m += first[i];
    n += second[i];
  }
  if (m === 0 || n === 0) return {w: null, p: null, exact: false, n: [m, n]};
  return testOf({w, tieSum, m, n}, exact, correct);
}

interface RankSum {
  readonly w: number;
  readonly tieSum: number;
  readonly m: number;
  readonly n: number;
}

function testOf({w, tieSum, m, n}: RankSum, exact: boolean | undefined, correct: boolean): RankSumResult {
  if (tieSum === 0 && (exact ?? (m < EXACT_BELOW && n < EXACT_BELOW))) {
    return {w, p: exactP(w, m, n), exact: true, n: [m, n]};
  }
  const total = m + n;
  const variance = ((m * n) / 12) * (total + 1 - tieSum / (total * (total - 1)));
  // Rounding leaves a trifle of the variance of a constant sample.
  if (tieSum === total * (total - 1) * (total + 1)) return {w, p: null, exact: false, n: [m, n]};
  const deviation = Math.abs(w - (m * n) / 2);
  const z = Math.abs(deviation - (correct && deviation > 0 ? 0.5 : 0)) / Math.sqrt(variance);
  return {w, p: normalTwoSided(z), exact: false, n: [m, n]};
}

/** Twice the smaller tail; the distribution is symmetric about m n / 2. */
function exactP(w: number, m: number, n: number): number {
  const share = rankSumDistribution(m, n);
  const tail = share.subarray(0, Math.min(w, m * n - w) + 1);
  return Math.min(1, 2 * tail.reduce((a, b) => a + b, 0));
}
