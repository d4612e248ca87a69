import type {IntervalEstimate} from "./countsInput.js";
import {checkProportion, criticalValue} from "./countsInput.js";

/**
 * Wilson's score interval of a proportion x / n: the p at which |x − n p| = z √(n p (1 − p)),
 * {p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)} / (1 + z²/n). Exactly 0 at x = 0 and 1 at x = n; all null at n = 0.
 * Equals R's `prop.test(x, n, correct = FALSE, conf.level = confLevel)$conf.int`.
 *
 * Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209–212.
 *
 * @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers and 0 < confLevel < 1.
 */
export function wilsonInterval(x: number, n: number, confLevel = 0.95): IntervalEstimate {
  checkProportion(x, n);
  const z = criticalValue(confLevel);
  if (n === 0) return {estimate: null, lower: null, upper: null};
  const lower = wilsonLower(x, n, z);
  const upper = 1 - wilsonLower(n - x, n, z);
  // Rounding must not put the estimate outside of its interval.
  return {estimate: x / n, lower: Math.min(lower, x / n), upper: Math.max(upper, x / n)};
}

/** The smaller root of (1 + c) p² − (2p̂ + c) p + p̂² = 0, c = z²/n, as product over larger root: without cancellation. */
function wilsonLower(x: number, n: number, z: number): number {
  const p = x / n;
  const c = (z * z) / n;
  return (p * p) / (p + c / 2 + z * Math.sqrt((p * ((n - x) / n)) / n + (c / n) * 0.25));
}
