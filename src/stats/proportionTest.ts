import {checkProportion} from "./countsInput.js";
import {StatsInputError} from "./errors.js";
import {normalTwoSided} from "./normalDistribution.js";

/**
 * Two-sided p-value of the score test that a proportion is `probability`, z = (x − n p) / √(n p (1 − p)), without
 * continuity correction. Null at n = 0. Equals R's `prop.test(x, n, probability, correct = FALSE)$p.value`.
 *
 * @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers and 0 < probability < 1.
 */
export function proportionTest(x: number, n: number, probability = 0.5): number | null {
  checkProportion(x, n);
  if (!(probability > 0 && probability < 1)) throw new StatsInputError(`invalid probability: ${probability}`);
  if (n === 0) return null;
  return normalTwoSided((x - n * probability) / Math.sqrt(n * probability * (1 - probability)));
}
