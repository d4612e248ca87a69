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
  let between = 0;
  for (const sample of present) {
    const sum = ranks.subarray(start, (start += sample.length)).reduce((a, b) => a + b, 0);
    // Around the mean rank: the textbook difference of two large numbers loses digits.
    between += (sum - (sample.length * (n + 1)) / 2) ** 2 / sample.length;
  }
  const h = (12 * between) / (n * (n + 1)) / (1 - tieSum / (n * (n - 1) * (n + 1)));
  return {h, df, p: chiSquaredUpper(h, df)};
}
