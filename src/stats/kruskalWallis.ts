import {StatsInputError} from "./errors.js";
import {chiSquaredUpper} from "./gammaDistribution.js";
import {midRanks} from "./ranks.js";
import type {Values} from "./valuesInput.js";
import {pooledValues, presentValues} from "./valuesInput.js";

export interface KruskalWallisResult {
  /** Null, with p, for fewer than two samples with values, or when all values are the same. */
  h: number | null;
  df: number;
  p: number | null;
}

/**
 * Kruskal–Wallis test of k samples, H = {12/(N(N + 1)) Σ R²/n − 3(N + 1)} / {1 − Σ(t³ − t)/(N³ − N)} on k − 1 degrees of
 * freedom. Missing values (null, NaN) and then empty samples are left out. Equals R's `kruskal.test`.
 *
 * Source: Kruskal and Wallis (1952), J. Am. Stat. Assoc. 47, 583–621.
 *
 * @throws {StatsInputError} on an infinite value, with its index in its sample.
 */
export function kruskalWallis(samples: readonly Values[]): KruskalWallisResult {
  const present = samples.map(presentValues).filter((sample) => sample.length > 0);
  const df = Math.max(0, present.length - 1);
  const pooled = pooledValues(present);
  const n = pooled.length;
  const {ranks, tieSum} = midRanks(pooled);
  if (df === 0 || tieSum === n * (n - 1) * (n + 1)) return {h: null, df, p: null};
  let start = 0;
  const sums = present.map((sample) => ({
    n: sample.length,
    sum: ranks.subarray(start, (start += sample.length)).reduce((a, b) => a + b, 0)
  }));
  return testOf(sums, n, tieSum);
}

/**
 * The same test from how many of each sample have each distinct value, values ascending: no sorting, whatever the size.
 *
 * @throws {StatsInputError} on unequal lengths
 */
export function kruskalWallisFromCounts(samples: readonly ArrayLike<number>[]): KruskalWallisResult {
  const length = samples[0]?.length ?? 0;
  const sums = samples.map(() => ({n: 0, sum: 0}));
  let [n, tieSum] = [0, 0];
  for (const {length: own} of samples) {
    if (own !== length) throw new StatsInputError(`length mismatch: ${length} and ${own} counts`);
  }
  for (let i = 0; i < length; ++i) {
    const tied = samples.reduce((sum, counts) => sum + counts[i], 0);
    const rank = n + (tied + 1) / 2;
    samples.forEach((counts, g) => {
      sums[g].n += counts[i];
      sums[g].sum += counts[i] * rank;
    });
    n += tied;
    tieSum += tied * (tied - 1) * (tied + 1);
  }
  const present = sums.filter((sample) => sample.n > 0);
  const df = Math.max(0, present.length - 1);
  if (df === 0 || tieSum === n * (n - 1) * (n + 1)) return {h: null, df, p: null};
  return testOf(present, n, tieSum);
}

function testOf(samples: readonly {n: number; sum: number}[], n: number, tieSum: number): KruskalWallisResult {
  const df = samples.length - 1;
  // Around the mean rank: the textbook difference of two large numbers loses digits.
  const between = samples.reduce((total, own) => total + (own.sum - (own.n * (n + 1)) / 2) ** 2 / own.n, 0);
  const h = (12 * between) / (n * (n + 1)) / (1 - tieSum / (n * (n - 1) * (n + 1)));
  return {h, df, p: chiSquaredUpper(h, df)};
}
