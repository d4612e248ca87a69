import {cholesky, quadraticForm} from "./cholesky.js";
import {checkCount} from "./countsInput.js";
import {StatsInputError} from "./errors.js";
import type {Values} from "./valuesInput.js";
import {moments, presentValues, variance} from "./valuesInput.js";

/**
 * Standardised mean difference of a continuous variable, (x̄ − ȳ) / √((s²ₓ + s²ᵧ)/2) with sample variances (n − 1).
 * Missing values (null, NaN) are left out; null unless both samples have two values and one of them varies.
 *
 * Source: Austin (2009), Stat. Med. 28, 3083–3107.
 *
 * @throws {StatsInputError} on an infinite value, with its index.
 */
export function smdContinuous(x: Values, y: Values): number | null {
  const [first, second] = [presentValues(x), presentValues(y)];
  const momentsOf = (values: Float64Array) => ({mean: moments(values).mean, variance: variance(values)});
  return smdMoments(momentsOf(first), momentsOf(second));
}

/** The same from mean and sample variance (n − 1) of each sample; null where one is not known, or nothing varies. */
export function smdMoments(
  first: {readonly mean: number | null; readonly variance: number | null},
  second: {readonly mean: number | null; readonly variance: number | null}
): number | null {
  if (first.mean === null || second.mean === null) return null;
  const spread = ((first.variance ?? NaN) + (second.variance ?? NaN)) / 2;
  return spread > 0 ? (first.mean - second.mean) / Math.sqrt(spread) : null;
}

/**
 * Standardised difference of two proportions x1/n1 and x2/n2, (p₁ − p₂) / √((p₁(1 − p₁) + p₂(1 − p₂))/2). 0 when both are 0
 * or both 1; null when n1 or n2 is 0, or one proportion is 0 and the other 1.
 *
 * Source: Austin (2009), Stat. Med. 28, 3083–3107.
 *
 * @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers, index 0 or 1 telling which.
 */
export function smdBinary(x1: number, n1: number, x2: number, n2: number): number | null {
  [
    [x1, n1],
    [x2, n2]
  ].forEach(([x, n], i) => {
    checkCount(x, "count", i);
    checkCount(n, "total", i);
    if (x > n) throw new StatsInputError(`invalid count: ${x} of ${n}`, i);
  });
  if (n1 === 0 || n2 === 0) return null;
  const [p1, p2] = [x1 / n1, x2 / n2];
  const spread = (p1 * (1 - p1) + p2 * (1 - p2)) / 2;
  if (spread === 0) return p1 === p2 ? 0 : null;
  return (p1 - p2) / Math.sqrt(spread);
}

/**
 * Standardised difference of a variable with K levels, from the counts of each level in two groups: √(dᵀ S⁻¹ d), d the
 * differences of the proportions of levels 2 … K, S the mean of their multinomial covariances. Never negative. Levels
 * empty in both groups do not count; 0 if only one is left; null when a group is empty or no level has both groups in it.
 *
 * Source: Yang and Dalton (2012), SAS Global Forum 335.
 *
 * @throws {StatsInputError} on unequal lengths, or a value which is no count, with its index.
 */
export function smdLevels(first: ArrayLike<number>, second: ArrayLike<number>): number | null {
  if (first.length !== second.length) {
    throw new StatsInputError(`length mismatch: ${first.length} and ${second.length} levels`);
  }
  for (let i = 0; i < first.length; ++i) {
    checkCount(first[i], "count", i);
    checkCount(second[i], "count", i);
  }
  const levels = Array.from(first, (_, i) => i).filter((i) => first[i] + second[i] > 0);
  const totals = [first, second].map((counts) => levels.reduce((sum, i) => sum + counts[i], 0));
  // Without a common level S is singular and the groups are apart without measure; with one it is not (proportions sum to 1).
  if (totals.includes(0) || !levels.some((i) => first[i] > 0 && second[i] > 0)) return null;
  const [p1, p2] = [first, second].map((counts, g) => levels.slice(1).map((i) => counts[i] / totals[g]));
  const size = p1.length;
  const covariance = Float64Array.from({length: size * size}, (_, entry) => {
    const [k, l] = [Math.floor(entry / size), entry % size];
    const diagonal = k === l ? p1[k] + p2[k] : 0;
    return (diagonal - p1[k] * p1[l] - p2[k] * p2[l]) / 2;
  });
  const difference = p1.map((p, k) => p - p2[k]);
  return Math.sqrt(Math.max(0, quadraticForm(cholesky(covariance, size), difference)));
}
