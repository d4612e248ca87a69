import type {IntervalEstimate} from "./countsInput.js";
import {checkProportion, criticalValue} from "./countsInput.js";
import {wilsonInterval} from "./wilsonInterval.js";

/**
 * The difference of two independent proportions, x1 / n1 − x2 / n2, with Newcombe's hybrid score interval (his method
 * 10): d − √((p1 − l1)² + (u2 − p2)²) to d + √((u1 − p1)² + (p2 − l2)²), l and u the Wilson limits of each. All null when
 * n1 or n2 is 0. R: the two intervals from `prop.test(…, correct = FALSE)`, combined by this formula.
 *
 * Source: Newcombe (1998), Stat. Med. 17, 873–890.
 *
 * @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers, index 0 or 1 telling which, and 0 < confLevel < 1.
 */
export function newcombeDifference(x1: number, n1: number, x2: number, n2: number, confLevel = 0.95): IntervalEstimate {
  checkProportion(x1, n1, 0);
  checkProportion(x2, n2, 1);
  criticalValue(confLevel);
  const first = wilsonInterval(x1, n1, confLevel);
  const second = wilsonInterval(x2, n2, confLevel);
  if (first.estimate === null || second.estimate === null) return {estimate: null, lower: null, upper: null};
  const estimate = first.estimate - second.estimate;
  return {
    estimate,
    lower: estimate - Math.hypot(first.estimate - first.lower!, second.upper! - second.estimate),
    upper: estimate + Math.hypot(first.upper! - first.estimate, second.estimate - second.lower!)
  };
}
