import type {CentredBaseline} from "./coxBaseline.js";
import {centredBaseline} from "./coxBaseline.js";
import type {CoxFit} from "./coxFit.js";
import {normalQuantile} from "./distributions.js";
import {StatsInputError} from "./errors.js";

export interface PredictSurvivalOptions {
  /** Code of the stratum; may be left out of a model without strata. */
  stratum?: number;
  /** Offset of the person predicted; default the mean offset of the fit. */
  offset?: number;
  /** Default "log", as in `survfit`. */
  confType?: "log" | "log-log" | "plain";
  confLevel?: number;
}

/** A predicted survival curve: one element a distinct time of the stratum, ascending. */
export interface PredictedSurvival {
  time: Float64Array;
  /** exp(−H(t)). */
  survival: Float64Array;
  cumulativeHazard: Float64Array;
  /** Standard error of the cumulative hazard, that is of log S. */
  stdErr: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
}

/**
 * Survival expected of a person with the given covariates: S(t) = exp(−H₀(t) exp(xβ)), with a standard error that counts
 * both the baseline and the coefficients (Tsiatis 1981; Therneau & Grambsch 2000, ch. 10).
 *
 * Equals `survfit(coxph, newdata)`: the hazard follows the ties of the fit, the variance is the robust one if the fit's
 * is. Interval limits are NaN where the standard error or log S is not defined (S = 0; log-log also at S = 1).
 *
 * @param covariates value of each column, by name.
 * @throws {StatsInputError} on a missing or unknown column, a stratum not in the fit, a coefficient that is infinite or
 * did not converge: no curve can be predicted from it.
 */
export function predictSurvival(
  fit: CoxFit,
  covariates: Readonly<Record<string, number>>,
  {stratum, offset, confType = "log", confLevel = 0.95}: PredictSurvivalOptions = {}
): PredictedSurvival {
  const {design, beta, vcov} = fit;
  const {p} = design;
  const curve = curveOf(centredBaseline(fit), stratum);
  const x = centredCovariates(fit, covariates);
  let eta = (offset ?? meanOffset(fit)) - meanOffset(fit);
  for (let j = 0; j < p; ++j) eta += x[j] * beta[j];
  const risk = Math.exp(eta);
  const n = curve.time.length;
  const cumulativeHazard = curve.hazard.map((h) => h * risk);
  const stdErr = new Float64Array(n);
  const drift = new Float64Array(p);
  for (let m = 0; m < n; ++m) {
    for (let j = 0; j < p; ++j) drift[j] = x[j] * curve.hazard[m] - curve.meanIntegral[m * p + j] / design.scales[j];
    let variance = curve.variance[m];
    for (let i = 0; i < p; ++i) for (let j = 0; j < p; ++j) variance += drift[i] * vcov[i * p + j] * drift[j];
    stdErr[m] = risk * Math.sqrt(variance);
  }
  const survival = cumulativeHazard.map((h) => Math.exp(-h));
  const z = normalQuantile((1 + confLevel) / 2);
  return {
    time: curve.time,
    survival,
    cumulativeHazard,
    stdErr,
    lower: survival.map((s, m) => limit(s, -z * stdErr[m], confType)),
    upper: survival.map((s, m) => limit(s, z * stdErr[m], confType))
  };
}

/** Confidence limit of S whose log has moved by `shift` (negative for the lower limit). */
function limit(s: number, shift: number, confType: "log" | "log-log" | "plain"): number {
  if (s === 0 || Number.isNaN(shift)) return NaN;
  if (confType === "plain") return Math.min(1, Math.max(0, s * (1 + shift)));
  const log = Math.log(s);
  if (confType === "log") return Math.min(1, Math.exp(log + shift));
  return s === 1 ? NaN : Math.exp(log * Math.exp(shift / log));
}

function curveOf(curves: CentredBaseline[], stratum?: number): CentredBaseline {
  if (stratum === undefined && curves.length === 1) return curves[0];
  const curve = curves.find((c) => c.stratum === stratum);
  if (!curve) throw new StatsInputError(stratum === undefined ? "missing stratum" : `unknown stratum: ${stratum}`);
  return curve;
}

function centredCovariates(fit: CoxFit, covariates: Readonly<Record<string, number>>): Float64Array {
  const names = fit.coefficients.map(({name}) => name);
  for (const name of Object.keys(covariates)) {
    if (!names.includes(name)) throw new StatsInputError(`unknown covariate: ${name}`);
  }
  return Float64Array.from(fit.coefficients, ({name}, j) => {
    const value = covariates[name] as number | undefined;
    if (value === undefined || !Number.isFinite(value)) throw new StatsInputError(`missing covariate: ${name}`);
    return value - fit.means[j];
  });
}

function meanOffset({input, design}: CoxFit): number {
  let mean = 0;
  if (input.offset) for (const i of design.row) mean += input.offset[i] / design.n;
  return mean;
}
