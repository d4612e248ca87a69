import type {TwoByTwo} from "./countsInput.js";
import {checkTwoByTwo, criticalValue} from "./countsInput.js";
import {chiSquaredUpper} from "./gammaDistribution.js";

export interface MantelHaenszelResult {
  /** Common odds ratio; Infinity when no stratum has a discordant product b c; null when it is 0 / 0. */
  oddsRatio: number | null;
  /** Null unless the odds ratio is positive and finite. */
  lower: number | null;
  upper: number | null;
  /** Cochran–Mantel–Haenszel test of an odds ratio of 1, 1 degree of freedom; null when no stratum can tell. */
  chisq: number | null;
  p: number | null;
}

/**
 * Mantel–Haenszel analysis of K 2×2 tables [[a, b], [c, d]], one a stratum.
 *
 * Common odds ratio Σ(ad/n) / Σ(bc/n), with the interval of Robins, Breslow and Greenland on the log scale; the test
 * (|Σ(a − E)| − y)² / ΣV with hypergeometric E and V, y = 1/2 if `correct` and |Σ(a − E)| ≥ 1/2, else 0. Strata of fewer
 * than 2 observations carry no information and are left out (R refuses them). Equals R's
 * `mantelhaen.test(x, correct = correct, conf.level = confLevel)`, which corrects by default.
 *
 * Source: Mantel and Haenszel (1959), JNCI 22, 719–748; Robins, Breslow and Greenland (1986), Biometrics 42, 311–323.
 *
 * @throws {StatsInputError} unless every stratum is a 2×2 table of counts, with its index, and 0 < confLevel < 1.
 */
export function mantelHaenszel(
  strata: readonly TwoByTwo[],
  {correct = false, confLevel = 0.95}: {correct?: boolean; confLevel?: number} = {}
): MantelHaenszelResult {
  const critical = criticalValue(confLevel);
  let [delta, variance, r, s, pr, psqr, qs] = [0, 0, 0, 0, 0, 0, 0];
  strata.forEach((table, index) => {
    checkTwoByTwo(table, index);
    const [[a, b], [c, d]] = table;
    const n = a + b + c + d;
    if (n < 2) return;
    delta += (a * d - b * c) / n;
    variance += ((((a + b) / n) * (c + d)) / n) * (a + c) * ((b + d) / (n - 1));
    const [agree, differ] = [(a * d) / n, (b * c) / n];
    r += agree;
    s += differ;
    pr += ((a + d) / n) * agree;
    psqr += ((a + d) / n) * differ + ((b + c) / n) * agree;
    qs += ((b + c) / n) * differ;
  });
  const yates = correct && Math.abs(delta) >= 0.5 ? 0.5 : 0;
  const chisq = variance > 0 ? (Math.abs(delta) - yates) ** 2 / variance : null;
  const test = {chisq, p: chisq === null ? null : chiSquaredUpper(chisq, 1)};
  if (r === 0 || s === 0) {
    return {oddsRatio: r === s ? null : r / s, lower: null, upper: null, ...test};
  }
  const margin = critical * Math.sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s));
  return {oddsRatio: r / s, lower: (r / s) * Math.exp(-margin), upper: (r / s) * Math.exp(margin), ...test};
}
