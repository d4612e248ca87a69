import {shareNotAbove} from "./binomialTest.js";
import type {TwoByTwo} from "./countsInput.js";
import {checkConfLevel, checkTwoByTwo} from "./countsInput.js";
import {StatsInputError} from "./errors.js";
import {hypergeometricSupport, logSumExp} from "./hypergeometric.js";
import {root} from "./root.js";

/** The direction of a one-sided test: "less" is an odds ratio below 1. */
export type Alternative = "two-sided" | "less" | "greater";

export interface FisherOptions {
  alternative?: Alternative;
  confLevel?: number;
}

export interface FisherResult {
  p: number;
  /** Conditional maximum-likelihood estimate; 0 or Infinity at the ends; null when a margin is 0. */
  oddsRatio: number | null;
  lower: number;
  upper: number;
}

/**
 * Fisher's exact test of a 2×2 table [[a, b], [c, d]], given its margins, with the conditional maximum-likelihood odds
 * ratio and its exact interval.
 *
 * Given the margins, a is hypergeometric with weights w(x) ψ^x, ψ the odds ratio. p: two-sided, the total probability at
 * ψ = 1 of all tables not more probable than the observed (by more than 1 + 1e-7); "less" P(A ≤ a), "greater" P(A ≥ a).
 * ψ̂ solves E(A) = a. The two-sided limits solve P(A ≥ a) = α/2 and P(A ≤ a) = α/2; one-sided, one limit at α, the other
 * open. With a zero margin nothing can be learnt: p = 1, limits 0 and Infinity. Equals R's
 * `fisher.test(m, alternative, conf.level)`, whose estimate and limits are solved to 4 digits only; here to all.
 *
 * O(smallest margin). Source: Fisher (1935), J. R. Stat. Soc. 98, 39–82; Cornfield (1956), Proc. 3rd Berkeley Symp. 4, 135.
 *
 * @throws {StatsInputError} unless the table is 2×2 of counts, 0 < confLevel < 1, and the alternative is known.
 */
export function fisherExact(
  table: TwoByTwo,
  {alternative = "two-sided", confLevel = 0.95}: FisherOptions = {}
): FisherResult {
  checkTwoByTwo(table);
  checkConfLevel(confLevel);
  const [[a, b], [c, d]] = table;
  const {low, logWeights} = hypergeometricSupport(a + c, b + d, a + b);
  const i = a - low;
  const last = logWeights.length - 1;
  const logTotal = logSumExp(logWeights);
  const logP = (from: number, to: number) => Math.min(0, logSumExp(logWeights.subarray(from, to)) - logTotal);
  const lowerLimit = (alpha: number) => (i === 0 ? 0 : solve((w) => Math.log(alpha) - logShare(w, i, last + 1)));
  const upperLimit = (alpha: number) => (i === last ? Infinity : solve((w) => logShare(w, 0, i + 1) - Math.log(alpha)));
  const alpha = 1 - confLevel;
  const oddsRatio = last === 0 ? null : i === 0 ? 0 : i === last ? Infinity : solve((w) => i - mean(w));
  switch (alternative) {
    case "two-sided":
      return {
        p: shareNotAbove(logWeights, logWeights[i]),
        oddsRatio,
        ...limits(lowerLimit(alpha / 2), upperLimit(alpha / 2))
      };
    case "less":
      return {p: Math.exp(logP(0, i + 1)), oddsRatio, ...limits(0, upperLimit(alpha))};
    case "greater":
      return {p: Math.exp(logP(i, last + 1)), oddsRatio, ...limits(lowerLimit(alpha), Infinity)};
    default:
      throw new StatsInputError(`unknown alternative: ${String(alternative)}`);
  }

  /** The ψ at which a falling function of the weights at ψ is 0. */
  function solve(f: (weights: Float64Array) => number): number {
    const falling = (theta: number) => f(logWeights.map((w, k) => w + k * theta));
    let left = -1;
    while (falling(left) < 0) left *= 2;
    let right = 1;
    while (falling(right) > 0) right *= 2;
    return Math.exp(root(falling, left, right));
  }
}

function limits(lower: number, upper: number): {lower: number; upper: number} {
  return {lower, upper};
}

/** log of the share of weights from..to in all. */
function logShare(logWeights: Float64Array, from: number, to: number): number {
  return logSumExp(logWeights.subarray(from, to)) - logSumExp(logWeights);
}

/** Mean index under the weights. */
function mean(logWeights: Float64Array): number {
  const logTotal = logSumExp(logWeights);
  return logWeights.reduce((sum, w, k) => sum + k * Math.exp(w - logTotal), 0);
}
