import {betaQuantile, betaUpperQuantile} from "./betaDistribution.js";
import type {IntervalEstimate} from "./countsInput.js";
import {checkConfLevel, checkProportion} from "./countsInput.js";

/**
 * Clopper and Pearson's exact interval of a proportion x / n: from the α/2 quantile of Beta(x, n − x + 1), 0 at x = 0, to
 * the upper α/2 quantile of Beta(x + 1, n − x), 1 at x = n; all null at n = 0. Equals R's
 * `binom.test(x, n, conf.level = confLevel)$conf.int`.
 *
 * Source: Clopper and Pearson (1934), Biometrika 26, 404–413.
 *
 * @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers and 0 < confLevel < 1.
 */
export function clopperPearsonInterval(x: number, n: number, confLevel = 0.95): IntervalEstimate {
  checkProportion(x, n);
  checkConfLevel(confLevel);
  if (n === 0) return {estimate: null, lower: null, upper: null};
  const tail = (1 - confLevel) / 2;
  return {
    estimate: x / n,
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : betaUpperQuantile(tail, x + 1, n - x)
  };
}
