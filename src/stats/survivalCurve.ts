import {normalQuantile} from "./distributions.js";
import {StatsInputError} from "./errors.js";

/** Scale on which confidence limits of a survival probability are symmetrical; names as in R's `survfit`. */
export type ConfidenceType = "log" | "log-log" | "plain";

/** How limits are made. */
export interface ConfidenceOptions {
  /** `"log"` unless given, as in R. */
  readonly confType?: ConfidenceType;
  /** Two-sided confidence level, 0.95 unless given. */
  readonly confLevel?: number;
}

/**
 * A survival curve: one element per distinct time of exit, ascending; the state just after that time. The curve is 1
 * before the first time and flat between times. All arrays have the same length, 0 if there are no patients.
 */
export interface SurvivalCurve {
  /** Patients (sum of weights). */
  readonly n: number;
  /** Events (sum of weights). */
  readonly events: number;
  readonly time: Float64Array;
  /** Under observation just before the time. */
  readonly atRisk: Float64Array;
  readonly event: Float64Array;
  readonly censored: Float64Array;
  readonly survival: Float64Array;
  /** Greenwood standard error of `survival`; NaN once survival is 0. */
  readonly stdErr: Float64Array;
  /** Standard error of log survival, √Σ d/(n(n−d)); Infinity once survival is 0. */
  readonly stdErrLog: Float64Array;
  /** Confidence limits; NaN where they do not exist: once survival is 0, and for log-log while it is 1. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Nelson–Aalen cumulative hazard, Σ d/n, and its standard error, √Σ d/n². */
  readonly cumulativeHazard: Float64Array;
  readonly stdErrCumulativeHazard: Float64Array;
  readonly confType: ConfidenceType;
  readonly confLevel: number;
}

/** The normal quantile of a two-sided level. @throws {StatsInputError} on a level not between 0 and 1 */
export function criticalValue(confLevel: number): number {
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confidence level: ${confLevel}`);
  return normalQuantile((1 + confLevel) / 2);
}

/**
 * Confidence limits of one survival probability from the standard error of its logarithm, as R's `survfit`: plain
 * S(1 ± z s), log S·exp(± z s), log-log exp(log S · exp(± z s/log S)); cut at 0 and 1. NaN where they do not exist.
 */
export function survivalLimits(
  survival: number,
  stdErrLog: number,
  z: number,
  confType: ConfidenceType
): {lower: number; upper: number} {
  if (!(survival > 0) || !Number.isFinite(stdErrLog)) return {lower: NaN, upper: NaN};
  const logSurvival = Math.log(survival);
  switch (confType) {
    case "plain":
      return {lower: Math.max(0, survival * (1 - z * stdErrLog)), upper: Math.min(1, survival * (1 + z * stdErrLog))};
    case "log":
      return {lower: Math.exp(logSurvival - z * stdErrLog), upper: Math.min(1, Math.exp(logSurvival + z * stdErrLog))};
    case "log-log": {
      if (survival === 1) return {lower: NaN, upper: NaN};
      const shift = (z * stdErrLog) / logSurvival;
      return {lower: Math.exp(logSurvival * Math.exp(-shift)), upper: Math.exp(logSurvival * Math.exp(shift))};
    }
  }
}

/**
 * How many of `atRisk` are left after `events` of them: 0 where the difference is only the rounding of summed weights
 * (0.1 + 0.2 + 0.4 − 0.7), which would else leave survival just off 0, on either side.
 */
export function survivors(atRisk: number, events: number): number {
  const left = atRisk - events;
  return left > 1e-12 * atRisk ? left : 0;
}

/** What a curve is computed from: numbers per distinct time, ascending. */
export interface SurvivalSteps {
  readonly n: number;
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly event: Float64Array;
  readonly censored: Float64Array;
}

/**
 * The product-limit curve of Kaplan and Meier (JASA 1958;53:457) with Greenwood's variance: S(t) = Π (1 − d/n) over
 * event times ≤ t. Once it is 0 it stays 0, also if patients enter later.
 */
export function productLimit(steps: SurvivalSteps, options: ConfidenceOptions = {}): SurvivalCurve {
  const {confType = "log", confLevel = 0.95} = options;
  const z = criticalValue(confLevel);
  const {time, atRisk, event} = steps;
  const length = time.length;
  const column = () => new Float64Array(length);
  const [survival, stdErr, stdErrLog, lower, upper] = [column(), column(), column(), column(), column()];
  const [cumulativeHazard, stdErrCumulativeHazard] = [column(), column()];
  let [s, greenwood, hazard, hazardVariance, events] = [1, 0, 0, 0, 0];
  for (let i = 0; i < length; ++i) {
    const [d, n] = [event[i], atRisk[i]];
    if (d > 0) {
      const left = survivors(n, d);
      events += d;
      s *= left / n;
      greenwood += d / (n * left);
      hazard += d / n;
      hazardVariance += d / (n * n);
    }
    survival[i] = s;
    stdErrLog[i] = Math.sqrt(greenwood);
    stdErr[i] = s > 0 ? s * stdErrLog[i] : NaN;
    ({lower: lower[i], upper: upper[i]} = survivalLimits(s, stdErrLog[i], z, confType));
    cumulativeHazard[i] = hazard;
    stdErrCumulativeHazard[i] = Math.sqrt(hazardVariance);
  }
  return {
    ...steps,
    events,
    survival,
    stdErr,
    stdErrLog,
    lower,
    upper,
    cumulativeHazard,
    stdErrCumulativeHazard,
    confType,
    confLevel
  };
}
