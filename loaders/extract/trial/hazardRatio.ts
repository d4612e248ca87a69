import type {TrialEstimate} from "../../../src/model/siteTrial.js";
import {type CoxFit, coxFit} from "../../../src/stats/coxFit.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import type {CoxCoefficient} from "../../../src/stats/coxTable.js";
import type {TrialTimes} from "./trialTimes.js";

/** The column of the experimental arm: 1, and 0 for the control, which is the last arm. */
export function armColumn({arm}: TrialTimes): Covariate {
  return {name: "arm", values: arm.map((a) => Number(a === 0))};
}

/** Cox model (ties after Efron) of the experimental arm against the control, stratified if there are strata. */
export function armModel(times: TrialTimes, further: readonly Covariate[] = []): CoxFit {
  const {time, status, stratum} = times;
  const stratified = stratum.some((s) => !Number.isNaN(s));
  return coxFit({time, status, x: [armColumn(times), ...further], ...(stratified ? {strata: stratum} : {})});
}

/** Hazard ratio with its limits and the standard error of its logarithm; null where it is not estimable. */
export interface HazardRatio {
  readonly estimate: TrialEstimate;
  readonly stdErr: number | null;
}

/** The experimental arm against the control. */
export function hazardRatio(times: TrialTimes): HazardRatio {
  return times.time.length === 0 ? notEstimable : estimateOf(armModel(times).coefficients[0]);
}

/** A coefficient of a Cox model as a hazard ratio. */
export function estimateOf({status, hazardRatio: estimate, lower, upper, stdErr}: CoxCoefficient): HazardRatio {
  return status === "estimated" ? {estimate: {estimate, lower, upper}, stdErr} : notEstimable;
}

const notEstimable: HazardRatio = {estimate: {estimate: null, lower: null, upper: null}, stdErr: null};
