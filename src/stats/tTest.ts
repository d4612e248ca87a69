import {checkConfLevel} from "./countsInput.js";
import {studentTQuantile, studentTTwoSided} from "./studentT.js";
import type {Values} from "./valuesInput.js";
import {moments, presentValues} from "./valuesInput.js";

export interface TTestResult {
  /** Mean of the first sample minus mean of the second; null when either is empty. */
  difference: number | null;
  /** This and all below null with too few values or essentially constant data. */
  t: number | null;
  df: number | null;
  p: number | null;
  /** Confidence limits of the difference. */
  lower: number | null;
  upper: number | null;
}

/**
 * Two-sample t test, two-sided: Welch's, which lets the variances differ, or with `equalVariance` Student's.
 *
 * Welch: SE² = s₁²/n₁ + s₂²/n₂, df = SE⁴ / {(s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1)}, at least two values each. Student:
 * pooled s² on n₁ + n₂ − 2, at least three in all. Null when the standard error is below 10 ε times the larger mean, where
 * R stops with "data are essentially constant". Missing values (null, NaN) are left out. Equals R's
 * `t.test(x, y, var.equal = equalVariance, conf.level = confLevel)`.
 *
 * Source: Welch (1947), Biometrika 34, 28–35.
 *
 * @throws {StatsInputError} on an infinite value, with its index; unless 0 < confLevel < 1.
 */
export function tTest(
  x: Values,
  y: Values,
  {equalVariance = false, confLevel = 0.95}: {equalVariance?: boolean; confLevel?: number} = {}
): TTestResult {
  checkConfLevel(confLevel);
  const samples = [presentValues(x), presentValues(y)];
  const [m, n] = samples.map((s) => s.length);
  const [first, second] = samples.map(moments);
  const difference = m > 0 && n > 0 ? first.mean - second.mean : null;
  const nothing = {difference, t: null, df: null, p: null, lower: null, upper: null};
  if (difference === null || (equalVariance ? m + n < 3 : m < 2 || n < 2)) return nothing;
  const {df, squaredError} = equalVariance
    ? {df: m + n - 2, squaredError: ((first.squares + second.squares) / (m + n - 2)) * (1 / m + 1 / n)}
    : welch(first.squares / (m - 1) / m, m, second.squares / (n - 1) / n, n);
  const stdErr = Math.sqrt(squaredError);
  const scale = Math.max(Math.abs(first.mean), Math.abs(second.mean));
  if (!(stdErr > 0) || stdErr < 10 * Number.EPSILON * scale) return nothing;
  const t = difference / stdErr;
  const margin = studentTQuantile((1 + confLevel) / 2, df) * stdErr;
  return {difference, t, df, p: studentTTwoSided(t, df), lower: difference - margin, upper: difference + margin};
}

/** Squared standard error and Satterthwaite's degrees of freedom from the squared errors of both means. */
function welch(first: number, m: number, second: number, n: number): {df: number; squaredError: number} {
  const squaredError = first + second;
  const df = squaredError ** 2 / (first ** 2 / (m - 1) + second ** 2 / (n - 1));
  return {df, squaredError};
}
