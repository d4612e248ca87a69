import {checkProportion} from "./countsInput.js";
import {StatsInputError} from "./errors.js";
import {logSumExp} from "./hypergeometric.js";

/** R's tolerance in "as probable as, or less probable than, what was observed". */
export const LOG_PROBABILITY_TOLERANCE = Math.log1p(1e-7);

/**
 * Exact two-sided p-value that a proportion is `probability`, given x successes of n: the total probability of all counts
 * which are not more probable than x (by more than a factor 1 + 1e-7). Null at n = 0. Equals R's
 * `binom.test(x, n, probability)$p.value`. O(n).
 *
 * @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers and 0 ≤ probability ≤ 1.
 */
export function binomialTest(x: number, n: number, probability = 0.5): number | null {
  checkProportion(x, n);
  if (!(probability >= 0 && probability <= 1)) throw new StatsInputError(`invalid probability: ${probability}`);
  if (n === 0) return null;
  if (probability === 0) return x === 0 ? 1 : 0;
  if (probability === 1) return x === n ? 1 : 0;
  const logWeights = new Float64Array(n + 1);
  const mode = Math.min(n, Math.floor((n + 1) * probability));
  const logOdds = Math.log(probability) - Math.log1p(-probability);
  const logRatio = (k: number) => Math.log((n - k) / (k + 1)) + logOdds;
  for (let k = mode; k < n; ++k) logWeights[k + 1] = logWeights[k] + logRatio(k);
  for (let k = mode; k > 0; --k) logWeights[k - 1] = logWeights[k] - logRatio(k - 1);
  return shareNotAbove(logWeights, logWeights[x]);
}

/** The share of the weights which are not above one of them, by more than rounding; given on the log scale. */
export function shareNotAbove(logWeights: Float64Array, observed: number): number {
  const bound = observed + LOG_PROBABILITY_TOLERANCE;
  const extreme = logWeights.filter((w) => w <= bound);
  return Math.min(1, Math.exp(logSumExp(extreme) - logSumExp(logWeights)));
}
