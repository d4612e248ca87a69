import {normalUpper} from "./distributions.js";
import {StatsInputError} from "./errors.js";
import {criticalValue, type SurvivalCurve} from "./survivalCurve.js";

/** Mean event-free time up to a horizon. */
export interface RestrictedMean {
  readonly tau: number;
  /** Area under the curve from 0 to tau. */
  readonly mean: number;
  readonly stdErr: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Restricted mean survival time: the area A under the curve from 0 to `tau`, with variance Σ A_i² d/(n(n−d)) over
 * events at or before tau, A_i being the area from t_i to tau. Beyond its last time the curve is carried on flat: keep
 * tau within follow-up. Limits are mean ± z·se. Equals R `summary(survfit(…), rmean = tau)`.
 *
 * @throws {StatsInputError} if tau is not positive and finite
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): RestrictedMean {
  if (!(tau > 0 && tau < Infinity)) throw new StatsInputError(`invalid horizon: ${tau}`);
  const z = criticalValue(curve.confLevel);
  const {time, atRisk, event, survival} = curve;
  let rows = 0;
  while (rows < time.length && time[rows] <= tau) ++rows;
  let area = 0;
  let variance = 0;
  // Backwards, so that the area from t_i to tau is at hand when row i is reached.
  for (let i = rows - 1, end = tau; i >= 0; --i) {
    area += survival[i] * (end - time[i]);
    end = time[i];
    const [d, n] = [event[i], atRisk[i]];
    if (d > 0 && n > d) variance += (area * area * d) / (n * (n - d));
  }
  const mean = area + (rows > 0 ? time[0] : tau);
  const stdErr = Math.sqrt(variance);
  return {tau, mean, stdErr, lower: mean - z * stdErr, upper: mean + z * stdErr};
}

/** Contrast of restricted means of two groups. */
export interface RestrictedMeanContrast {
  readonly method: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/**
 * Difference of restricted means, group minus reference, with a normal interval and two-sided p; R: `survRM2::rmst2`
 * formulas (Uno et al., J Clin Oncol 2014;32:2380) on R's own standard errors.
 *
 * @throws {StatsInputError} if the horizons differ or the difference has no variance
 */
export function restrictedMeanDifference(
  group: RestrictedMean,
  reference: RestrictedMean,
  confLevel = 0.95
): RestrictedMeanContrast {
  checkPair(group, reference);
  const estimate = group.mean - reference.mean;
  const stdErr = Math.hypot(group.stdErr, reference.stdErr);
  return contrast("difference in restricted mean survival time", estimate, stdErr, confLevel, (d) => d);
}

/**
 * Ratio of restricted means, group over reference; interval and p on the log scale (delta method), as `survRM2::rmst2`.
 *
 * @throws {StatsInputError} if the horizons differ, a mean is 0, or the ratio has no variance
 */
export function restrictedMeanRatio(
  group: RestrictedMean,
  reference: RestrictedMean,
  confLevel = 0.95
): RestrictedMeanContrast {
  checkPair(group, reference);
  if (!(group.mean > 0 && reference.mean > 0)) throw new StatsInputError("invalid restricted mean: 0");
  const stdErr = Math.hypot(group.stdErr / group.mean, reference.stdErr / reference.mean);
  const estimate = Math.log(group.mean / reference.mean);
  return contrast("ratio of restricted mean survival times", estimate, stdErr, confLevel, Math.exp);
}

function checkPair(group: RestrictedMean, reference: RestrictedMean): void {
  if (group.tau !== reference.tau) throw new StatsInputError(`horizons differ: ${group.tau}, ${reference.tau}`);
  if (group.stdErr === 0 && reference.stdErr === 0) throw new StatsInputError("no events before the horizon");
}

function contrast(
  method: string,
  estimate: number,
  stdErr: number,
  confLevel: number,
  scale: (value: number) => number
): RestrictedMeanContrast {
  const z = criticalValue(confLevel);
  return {
    method,
    estimate: scale(estimate),
    lower: scale(estimate - z * stdErr),
    upper: scale(estimate + z * stdErr),
    p: 2 * normalUpper(Math.abs(estimate) / stdErr)
  };
}
