import {binomialTest} from "./binomialTest.js";
import {clopperPearsonInterval} from "./clopperPearsonInterval.js";
import type {TwoByTwo} from "./countsInput.js";
import {checkConfLevel, checkTwoByTwo} from "./countsInput.js";
import {chiSquaredUpper} from "./gammaDistribution.js";

export interface McNemarResult {
  /** Exact, two-sided. Null, with all else, when no pair is discordant. */
  p: number | null;
  /** Chi-squared on 1 degree of freedom, with its p. */
  chisq: number | null;
  pAsymptotic: number | null;
  /** b / c with its exact interval; Infinity when c is 0. */
  oddsRatio: number | null;
  lower: number | null;
  upper: number | null;
}

/**
 * McNemar's test on pairs cross-classified as [[a, b], [c, d]]: whether discordant pairs go either way alike.
 *
 * Exact p: binomial, b of b + c at 1/2; R: `binom.test(b, b + c)`. Asymptotic: (|b − c| − y)² / (b + c), y = 1 if `correct`
 * and b ≠ c; R: `mcnemar.test(m, correct = correct)`, which corrects by default. The limits of the odds ratio are those of
 * Clopper and Pearson for b / (b + c), as odds.
 *
 * @throws {StatsInputError} unless the table is 2×2 of counts and 0 < confLevel < 1.
 */
export function mcNemar(
  table: TwoByTwo,
  {correct = false, confLevel = 0.95}: {correct?: boolean; confLevel?: number} = {}
): McNemarResult {
  checkTwoByTwo(table);
  checkConfLevel(confLevel);
  const [[, b], [c]] = table;
  const n = b + c;
  if (n === 0) return {p: null, chisq: null, pAsymptotic: null, oddsRatio: null, lower: null, upper: null};
  const chisq = (Math.abs(b - c) - (correct && b !== c ? 1 : 0)) ** 2 / n;
  const {lower} = clopperPearsonInterval(b, n, confLevel);
  // 1 − upper limit of b is the lower limit of c.
  const {lower: other} = clopperPearsonInterval(c, n, confLevel);
  return {
    p: binomialTest(b, n),
    chisq,
    pAsymptotic: chiSquaredUpper(chisq, 1),
    oddsRatio: b / c,
    lower: lower! / (1 - lower!),
    upper: (1 - other!) / other!
  };
}
