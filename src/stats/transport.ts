import {baselineHazard} from "./coxBaseline.js";
import {coxConcordance} from "./coxConcordance.js";
import {type CoxFit, coxFit} from "./coxFit.js";
import type {Covariate} from "./coxInput.js";
import {kaplanMeier} from "./kaplanMeier.js";
import {normalQuantile} from "./normalDistribution.js";
import {pseudoObservations} from "./pseudoObservations.js";
import {survivalAt} from "./survivalAt.js";

/** Patients of whom some are predicted by a model of the others; one element each. */
export interface TransportInput {
  readonly time: ArrayLike<number>;
  /** 1 event, else censored. */
  readonly status: ArrayLike<number>;
  readonly x: readonly Covariate[];
  /** 1 for the patients who are predicted, 0 for those whom the model is fitted to. */
  readonly inside: ArrayLike<number>;
}

/** An estimate with its 95 % limits; null where there is none. */
interface Estimate {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** How a model does in patients who had no part in it. */
export interface Transport {
  /** By horizon: predicted survival of each patient inside, in their order. */
  readonly predicted: readonly Float64Array[];
  /** By horizon: jackknife pseudo-observation of survival of each patient inside. */
  readonly observed: readonly Float64Array[];
  /** By horizon: Kaplan–Meier estimate inside less the mean prediction; limits of the estimate (log–log) less the same. */
  readonly difference: readonly Estimate[];
  /** Coefficient of the linear predictor in a Cox model inside; null where it cannot be estimated. */
  readonly slope: Estimate;
  readonly slopeError: number | null;
  /** Harrell's C of the linear predictor inside, limits by the infinitesimal jackknife. */
  readonly concordance: Estimate;
}

const none: Estimate = {estimate: null, lower: null, upper: null};

/**
 * External validation of a Cox model (ties after Efron): fitted to the rows with `inside` 0, it predicts survival of the
 * others as exp(−Ĥ₀(t) exp(xβ̂)) with Breslow's baseline hazard as R's `survfit(coxph)` gives it for Efron's ties.
 * Calibration in the large is the difference of Kaplan–Meier estimate and mean prediction, the calibration slope R's
 * `coxph(Surv ~ lp)` on the patients predicted. Null where the model of the others cannot be fitted.
 *
 * Source: Royston and Altman (2013), BMC Med. Res. Methodol. 13, 33; Crowson, Atkinson and Therneau (2016), Stat. Methods
 * Med. Res. 25, 1692–1706.
 *
 * @param horizons days
 */
export function transport({time, status, x, inside}: TransportInput, horizons: readonly number[]): Transport | null {
  const rows = Array.from({length: time.length}, (_, i) => i);
  const outside = pick({time, status, x}, rows.filter((i) => inside[i] !== 1)); // prettier-ignore
  const own = pick({time, status, x}, rows.filter((i) => inside[i] === 1)); // prettier-ignore
  if (!outside.status.includes(1) || own.time.length === 0) return null;
  const fit = coxFit(outside);
  if (fit.coefficients.some((d) => d.status !== "estimated")) return null;
  const score = own.time.map((_, i) => own.x.reduce((sum, {values}, j) => sum + fit.beta[j] * values[i], 0));
  const [{time: times, hazard}] = baselineHazard(fit);
  const predicted = horizons.map((horizon) => {
    const last = times.findLastIndex((t) => t <= horizon);
    const total = last < 0 ? 0 : hazard[last];
    return score.map((lp) => Math.exp(-total * Math.exp(lp)));
  });
  return {
    predicted,
    observed: horizons.map((horizon) => Float64Array.from(pseudoObservations(own, horizon))),
    difference: observedLessPredicted(own, predicted, horizons),
    ...slopeOf(own, score)
  };
}

/**
 * Calibration in the large: Kaplan–Meier estimate of some patients less the mean of their predictions, by horizon; limits of
 * the estimate (log–log) less the same. Null beyond the last time.
 */
export function observedLessPredicted(
  {time, status}: Pick<TransportInput, "time" | "status">,
  predicted: readonly ArrayLike<number>[],
  horizons: readonly number[]
): Estimate[] {
  const curve = kaplanMeier({time, status}, {confType: "log-log"});
  const end = curve.time.at(-1) ?? 0;
  return survivalAt(curve, horizons).map(({time: at, survival, lower, upper}, h) => {
    if (at > end) return none;
    const mean = Array.from(predicted[h]).reduce((sum, d) => sum + d, 0) / predicted[h].length;
    return {estimate: survival - mean, lower: minus(lower, mean), upper: minus(upper, mean)};
  });
}

interface Rows {
  readonly time: Float64Array;
  readonly status: Float64Array;
  readonly x: readonly Covariate[];
}

function pick({time, status, x}: Omit<TransportInput, "inside">, rows: readonly number[]): Rows {
  const take = (values: ArrayLike<number>) => Float64Array.from(rows, (i) => values[i]);
  return {time: take(time), status: take(status), x: x.map((d) => ({...d, values: take(d.values)}))};
}

function slopeOf({time, status}: Rows, score: Float64Array): Pick<Transport, "slope" | "slopeError" | "concordance"> {
  if (!status.includes(1)) return {slope: none, slopeError: null, concordance: none};
  const fit = coxFit({time, status, x: [{name: "lp", values: score}]});
  const [{status: state, estimate, stdErr}] = fit.coefficients;
  const error = state === "estimated" ? stdErr : null;
  return {
    slope: error === null ? none : normalLimits(estimate, error),
    slopeError: error,
    concordance: concordanceOf(fit)
  };
}

/** Of the score itself; a slope below 0 would turn the order round. */
function concordanceOf(fit: CoxFit): Estimate {
  const {concordance, stdErr} = coxConcordance(fit);
  if (concordance === null || stdErr === null) return none;
  return normalLimits(fit.beta[0] < 0 ? 1 - concordance : concordance, stdErr);
}

function normalLimits(estimate: number | null, stdErr: number): Estimate {
  if (estimate === null) return none;
  const margin = normalQuantile(0.975) * stdErr;
  return {estimate, lower: estimate - margin, upper: estimate + margin};
}

function minus(value: number | null, by: number): number | null {
  return value === null || Number.isNaN(value) ? null : value - by;
}
