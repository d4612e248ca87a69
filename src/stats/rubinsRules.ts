import {StatsInputError} from "./errors.js";
import {normalQuantile, normalTwoSided} from "./normalDistribution.js";
import {studentTQuantile, studentTTwoSided} from "./studentT.js";

/** An estimate of each completed data set. */
export interface CompletedEstimate {
  readonly estimate: number;
  /** Square of the standard error. */
  readonly variance: number;
}

/** Estimates over completed data sets as one. */
export interface PooledImputations {
  readonly m: number;
  readonly estimate: number;
  /** Square root of the total variance. */
  readonly stdErr: number;
  /** Mean of the variances, variance of the estimates (m − 1), and within + (1 + 1/m) between. */
  readonly within: number;
  readonly between: number;
  readonly total: number;
  /** Barnard and Rubin’s; Infinity where the estimates do not differ and `dfComplete` is Infinity. */
  readonly df: number;
  /** Relative increase in variance for missing values, and share of the total variance that they make. */
  readonly relativeIncrease: number;
  readonly lambda: number;
  /** Fraction of missing information. */
  readonly missingInformation: number;
  readonly lower: number;
  readonly upper: number;
  /** Two-sided, against 0. */
  readonly p: number;
}

/**
 * Rubin’s rules: the mean of the estimates, the variance within plus (1 + 1/m) times that between data sets, Student’s t
 * with Barnard and Rubin’s degrees of freedom. Equals R’s `mice::pool.scalar(Q, U, n, k)` with n − k = `dfComplete`,
 * but for a lambda below 1e-4, which R sets to that.
 *
 * Sources: Rubin (1987), Multiple Imputation for Nonresponse in Surveys, chapter 3; Barnard and Rubin (1999), Biometrika
 * 86, 948–955.
 *
 * @param dfComplete degrees of freedom if nothing were missing; default Infinity
 * @throws {StatsInputError} on fewer than two data sets, an estimate that is not finite, a variance that is not positive.
 */
export function rubinsRules(
  estimates: readonly CompletedEstimate[],
  {dfComplete = Infinity, confLevel = 0.95}: {readonly dfComplete?: number; readonly confLevel?: number} = {}
): PooledImputations {
  const m = estimates.length;
  if (m < 2) throw new StatsInputError(`too few completed data sets: ${m}`);
  if (!(dfComplete > 0)) throw new StatsInputError(`invalid dfComplete: ${dfComplete}`);
  estimates.forEach(({estimate, variance}, i) => {
    if (!Number.isFinite(estimate)) throw new StatsInputError(`invalid estimate at index ${i}: ${estimate}`, i);
    if (!(variance > 0 && variance < Infinity)) throw new StatsInputError(`invalid variance at index ${i}: ${variance}`, i); // prettier-ignore
  });
  const estimate = estimates.reduce((sum, d) => sum + d.estimate, 0) / m;
  const within = estimates.reduce((sum, d) => sum + d.variance, 0) / m;
  const between = estimates.reduce((sum, d) => sum + (d.estimate - estimate) ** 2, 0) / (m - 1);
  const extra = (1 + 1 / m) * between;
  const total = within + extra;
  const lambda = extra / total;
  const relativeIncrease = extra / within;
  const df = barnardRubin(m, lambda, dfComplete);
  const stdErr = Math.sqrt(total);
  const upper = (1 + confLevel) / 2;
  const reach = (df === Infinity ? normalQuantile(upper) : studentTQuantile(upper, df)) * stdErr;
  const t = estimate / stdErr;
  return {
    m,
    estimate,
    stdErr,
    within,
    between,
    total,
    df,
    relativeIncrease,
    lambda,
    missingInformation: (relativeIncrease + 2 / (df + 3)) / (relativeIncrease + 1),
    lower: estimate - reach,
    upper: estimate + reach,
    p: df === Infinity ? normalTwoSided(t) : studentTTwoSided(t, df)
  };
}

function barnardRubin(m: number, lambda: number, dfComplete: number): number {
  const old = lambda > 0 ? (m - 1) / lambda ** 2 : Infinity;
  const observed = dfComplete === Infinity ? Infinity : ((dfComplete + 1) / (dfComplete + 3)) * dfComplete * (1 - lambda); // prettier-ignore
  if (old === Infinity) return observed;
  return observed === Infinity ? old : (old * observed) / (old + observed);
}
