import type {CoxFit} from "./coxFit.js";
import {relativeRisk} from "./coxResiduals.js";
import {emptyTieSums, forEachRiskSet, tieSums} from "./coxRiskSets.js";
import {StatsInputError} from "./errors.js";

/** Baseline hazard of one stratum; one element a distinct time at which a row ends, ascending. */
export interface BaselineHazard {
  /** Code of the stratum in the input. */
  stratum: number;
  time: Float64Array;
  /** Cumulative hazard of a row with all covariates 0. */
  hazard: Float64Array;
  /** Rows at risk, events and censorings at `time`, weighted. */
  atRisk: Float64Array;
  events: Float64Array;
  censored: Float64Array;
}

/** Baseline of one stratum at the design's centre, with what the standard error of a predicted curve needs. */
export interface CentredBaseline extends BaselineHazard {
  /** Σ dH / (sum over the risk set). */
  variance: Float64Array;
  /** ∫ x̄ dH, row-major times × p, x as in the design. */
  meanIntegral: Float64Array;
}

/**
 * Cumulative baseline hazard at covariates 0, one curve a stratum: Breslow's estimate in a Breslow fit, Efron's in an
 * Efron fit. Equals `basehaz(coxph, centered = FALSE)`; the offset is taken at its mean.
 *
 * @throws {StatsInputError} if a coefficient is infinite or did not converge.
 */
export function baselineHazard(fit: CoxFit): BaselineHazard[] {
  let atMeans = 0;
  fit.means.forEach((mean, j) => {
    atMeans += mean * fit.beta[j];
  });
  const factor = Math.exp(-atMeans);
  return centredBaseline(fit).map(({stratum, time, hazard, atRisk, events, censored}) => ({
    stratum,
    time,
    hazard: hazard.map((h) => h * factor),
    atRisk,
    events,
    censored
  }));
}

/**
 * Baseline at the centre of the design (columns at their `means`).
 *
 * @throws {StatsInputError} if a coefficient is infinite or did not converge: the curve would be that of an accident.
 */
export function centredBaseline(fit: CoxFit): CentredBaseline[] {
  const {design, ties} = fit;
  for (const {name, status} of fit.coefficients) {
    if (status === "infinite" || status === "not-converged") {
      throw new StatsInputError(`unsupported curve: the coefficient of ${name} is ${status}`);
    }
  }
  const {p, code, status, weight, bounds, times, stratumCode, startCode} = design;
  const curves = stratumCode.map((stratum, s) => {
    const ends: number[] = [];
    for (let k = bounds[s + 1] - 1; k >= bounds[s]; --k) if (ends.at(-1) !== code[k]) ends.push(code[k]);
    const array = (): Float64Array => new Float64Array(ends.length);
    const curve: CentredBaseline = {
      stratum,
      time: Float64Array.from(ends, (t) => times[t]),
      hazard: array(),
      atRisk: array(),
      events: array(),
      censored: array(),
      variance: array(),
      meanIntegral: new Float64Array(ends.length * p)
    };
    const place = new Map(ends.map((t, m) => [t, m]));
    // A row is at risk from the first end after its start to its own end: a difference of counts.
    const change = new Float64Array(ends.length + 1);
    for (let k = bounds[s]; k < bounds[s + 1]; ++k) {
      const at = place.get(code[k])!;
      if (status[k] === 1) curve.events[at] += weight[k];
      else curve.censored[at] += weight[k];
      change[startCode ? firstAfter(ends, startCode[k]) : 0] += weight[k];
      change[at + 1] -= weight[k];
    }
    let atRisk = 0;
    for (let m = 0; m < ends.length; ++m) curve.atRisk[m] = atRisk += change[m];
    return {curve, place};
  });
  const sums = emptyTieSums();
  forEachRiskSet(design, relativeRisk(fit), {second: false}, (set) => {
    const {curve, place} = curves[set.stratum];
    const at = place.get(set.code)!;
    const mean = set.deathWeight / set.deaths;
    tieSums(set, ties, sums);
    curve.hazard[at] = mean * sums.h;
    curve.variance[at] = mean * (sums.q / set.s0 / set.s0);
    for (let j = 0; j < p; ++j) {
      curve.meanIntegral[at * p + j] =
        (mean * ((set.s1[j] / set.s0) * sums.q - (set.d1[j] / set.s0) * sums.fq)) / set.s0;
    }
  });
  for (const {curve} of curves) {
    for (let m = 1; m < curve.time.length; ++m) {
      curve.hazard[m] += curve.hazard[m - 1];
      curve.variance[m] += curve.variance[m - 1];
      for (let j = 0; j < p; ++j) curve.meanIntegral[m * p + j] += curve.meanIntegral[(m - 1) * p + j];
    }
  }
  return curves.map(({curve}) => curve);
}

function firstAfter(ends: number[], start: number): number {
  let lo = 0;
  let hi = ends.length;
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (ends[mid] <= start) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
