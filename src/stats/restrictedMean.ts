import {normalUpper} from "./distributions.js";
import {StatsInputError} from "./errors.js";
import {criticalValue, type SurvivalCurve, survivors} from "./survivalCurve.js";

/** Mean event-free time up to a horizon; all but the horizon are null without patients. */
export interface RestrictedMean {
  readonly tau: number;
  /** Area under the curve from 0 to tau. */
  readonly mean: number | null;
  readonly stdErr: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
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
  if (time.length === 0) return {tau, mean: null, stdErr: null, lower: null, upper: null};
  let rows = 0;
  while (rows < time.length && time[rows] <= tau) ++rows;
  let area = 0;
  let variance = 0;
  // Backwards, so that the area from t_i to tau is at hand when row i is reached.
  for (let i = rows - 1, end = tau; i >= 0; --i) {
    area += survival[i] * (end - time[i]);
    end = time[i];
    const [d, n] = [event[i], atRisk[i]];
    const left = survivors(n, d);
    if (d > 0 && left > 0) variance += (area * area * d) / (n * left);
  }
  const mean = area + (rows > 0 ? time[0] : tau);
  const stdErr = Math.sqrt(variance);
  return {tau, mean, stdErr, lower: mean - z * stdErr, upper: mean + z * stdErr};
}

/** Contrast of restricted means of two groups; all numbers are null if one of them has no patients. */
export interface RestrictedMeanContrast {
  readonly method: string;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly p: number | null;
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
  const method = "difference in restricted mean survival time";
  const pair = checkedPair(group, reference);
  if (pair === null) return notEstimable(method);
  const [a, b] = pair;
  return contrast(method, a.mean - b.mean, Math.hypot(a.stdErr, b.stdErr), confLevel, (d) => d);
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
  const method = "ratio of restricted mean survival times";
  const pair = checkedPair(group, reference);
  if (pair === null) return notEstimable(method);
  const [a, b] = pair;
  if (!(a.mean > 0 && b.mean > 0)) throw new StatsInputError("invalid restricted mean: 0");
  const stdErr = Math.hypot(a.stdErr / a.mean, b.stdErr / b.mean);
  return contrast(method, Math.log(a.mean / b.mean), stdErr, confLevel, Math.exp);
}

interface Estimate {
  readonly mean: number;
  readonly stdErr: number;
}

/** Both means, or null if one of the groups has no patients. */
function checkedPair(group: RestrictedMean, reference: RestrictedMean): [Estimate, Estimate] | null {
  if (group.tau !== reference.tau) throw new StatsInputError(`horizons differ: ${group.tau}, ${reference.tau}`);
  if (group.mean === null || group.stdErr === null) return null;
  if (reference.mean === null || reference.stdErr === null) return null;
  if (group.stdErr === 0 && reference.stdErr === 0) throw new StatsInputError("no events before the horizon");
  return [
    {mean: group.mean, stdErr: group.stdErr},
    {mean: reference.mean, stdErr: reference.stdErr}
  ];
}

function notEstimable(method: string): RestrictedMeanContrast {
  return {method, estimate: null, lower: null, upper: null, p: null};
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
