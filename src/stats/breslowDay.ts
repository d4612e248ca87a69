import type {TwoByTwo} from "./countsInput.js";
import {chiSquaredUpper} from "./gammaDistribution.js";
import {mantelHaenszel} from "./mantelHaenszel.js";

export interface BreslowDayResult {
  /** All but df null with fewer than two informative strata, or a common odds ratio of 0, Infinity or 0 / 0. */
  chisq: number | null;
  df: number;
  p: number | null;
  /** With Tarone's correction, for using the Mantel–Haenszel instead of the maximum-likelihood odds ratio. */
  chisqTarone: number | null;
  pTarone: number | null;
}

/**
 * Breslow–Day test that the odds ratios of K 2×2 tables are equal, with and without Tarone's correction.
 *
 * In each stratum ã is the count that, with its margins, has the Mantel–Haenszel odds ratio ψ; with
 * V = 1 / (1/ã + 1/b̃ + 1/c̃ + 1/d̃), Σ (a − ã)² / V on K − 1 degrees of freedom; Tarone subtracts (Σ(a − ã))² / ΣV. Strata
 * with a zero margin are left out. Equals `BD` and `TA` of R's `metafor::rma.mh(measure = "OR")`.
 *
 * Source: Breslow and Day (1980), Statistical Methods in Cancer Research I, 142; Tarone (1985), Biometrika 72, 91–95.
 *
 * @throws {StatsInputError} unless every stratum is a 2×2 table of counts, with its index.
 */
export function breslowDay(strata: readonly TwoByTwo[]): BreslowDayResult {
  const {oddsRatio} = mantelHaenszel(strata);
  const informative = strata.filter(([[a, b], [c, d]]) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);
  const df = Math.max(0, informative.length - 1);
  if (df === 0 || oddsRatio === null || oddsRatio === 0 || oddsRatio === Infinity) {
    return {chisq: null, df, p: null, chisqTarone: null, pTarone: null};
  }
  let [chisq, deviation, total] = [0, 0, 0];
  for (const [[a, b], [c, d]] of informative) {
    const fitted = fittedCount(oddsRatio, a + b, c + d, a + c);
    const variance = 1 / (1 / fitted + 1 / (a + b - fitted) + 1 / (a + c - fitted) + 1 / (d - a + fitted));
    chisq += (a - fitted) ** 2 / variance;
    deviation += a - fitted;
    total += variance;
  }
  const chisqTarone = Math.max(0, chisq - deviation ** 2 / total);
  return {chisq, df, p: chiSquaredUpper(chisq, df), chisqTarone, pTarone: chiSquaredUpper(chisqTarone, df)};
}

/** The upper-left cell of a table with these margins and odds ratio: x (x + n2 − m) = ψ (n1 − x)(m − x). */
function fittedCount(psi: number, n1: number, n2: number, m: number): number {
  const quadratic = 1 - psi;
  const linear = n2 - m + psi * (n1 + m);
  const constant = -psi * n1 * m;
  // The root within the margins, in the form that keeps its digits at ψ near 1.
  return (-2 * constant) / (linear + Math.sqrt(linear * linear - 4 * quadratic * constant));
}
