import {coxFit} from "../../src/stats/coxFit.js";
import type {Comparison, TimeToEvent} from "./comparison.js";

/** A time with the group it belongs to. */
export interface GroupedTime extends TimeToEvent {
  readonly isExposed: boolean;
  /** Number of the stratum, each with a baseline hazard of its own; one for all if not given. */
  readonly stratum?: number;
}

/**
 * A hazard ratio of the event with status 1, competing events censored (Cox, Efron, stratified). It is within tolerance up to
 * a factor of 1.2 (0.65 to 0.94 for 0.78); the distance is on the log scale.
 */
export function compareHazardRatio(
  block: string,
  quantity: string,
  published: number,
  times: readonly GroupedTime[]
): Comparison {
  const fit = coxFit({
    time: times.map(({time}) => time),
    status: times.map(({status}) => (status === 1 ? 1 : 0)),
    strata: times.map(({stratum = 0}) => stratum),
    x: [{name: "exposed", values: times.map(({isExposed}) => (isExposed ? 1 : 0))}]
  });
  const distance = Math.abs(fit.beta[0] - Math.log(published));
  return {
    block,
    quantity,
    published,
    simulated: Math.exp(fit.beta[0]),
    isWithin: distance <= Math.log(1.2),
    z: distance / Math.sqrt(fit.vcov[0]),
    kind: "ratio",
    tolerance: "× or ÷ 1.2"
  };
}
