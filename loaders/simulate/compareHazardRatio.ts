import {coxFit} from "../../src/stats/coxFit.js";
import type {Comparison, TimeToEvent} from "./comparison.js";

/** A time with the group it belongs to. */
export interface GroupedTime extends TimeToEvent {
  readonly isExposed: boolean;
  /** Number of the stratum, each with a baseline hazard of its own; one for all if not given. */
  readonly stratum?: number;
}

/**
 * A hazard ratio of the event with status 1, competing events censored (Cox, Efron, stratified); the distance is on the log
 * scale.
 *
 * @param factor how many times as large or as small as the published one it may be: 1.2 gives 0.65 to 0.94 for 0.78
 */
export function compareHazardRatio(
  block: string,
  quantity: string,
  published: number,
  times: readonly GroupedTime[],
  factor: number
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
    isWithin: distance <= Math.log(factor),
    z: distance / Math.sqrt(fit.vcov[0]),
    kind: "ratio",
    tolerance: `× or ÷ ${factor}`
  };
}
