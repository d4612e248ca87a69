import {coxFit} from "../../../src/stats/coxFit.js";
import type {Comparison, TimeToEvent} from "../comparison.js";

/** A time with the group it belongs to. */
export interface GroupedTime extends TimeToEvent {
  readonly isExposed: boolean;
}

/**
 * A hazard ratio of the event with status 1, competing events censored (Cox, Efron). Its tolerance is that of an odds
 * ratio, × or ÷ 1.6; the distance is on the log scale.
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
    x: [{name: "exposed", values: times.map(({isExposed}) => (isExposed ? 1 : 0))}]
  });
  const simulated = Math.exp(fit.beta[0]);
  const distance = Math.abs(Math.log(simulated / published));
  return {
    block,
    quantity,
    published,
    simulated,
    isWithin: distance <= Math.log(1.6),
    z: distance / Math.sqrt(fit.vcov[0]),
    kind: "ratio",
    tolerance: "× or ÷ 1.6"
  };
}
