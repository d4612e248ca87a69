import type {Calibration} from "../calibration.js";
import {normalQuantile} from "../normalDistribution.js";
import {quantile, type TransplantPlan} from "../plannedTransplants.js";
import type {Random} from "../random.js";
import {stratifiedWithin} from "../stratifiedUniforms.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {Arm} from "./ratifyTruth.js";

/**
 * Draws what allogeneic transplants are intended for the patients; the course decides whether they happen.
 *
 * @param order the patients of each arm as positions, those with a like outlook together
 */
export function planTrialTransplants(
  members: readonly {readonly arm: Arm}[],
  order: readonly (readonly number[])[],
  {allo}: Calibration,
  {transplant}: RatifyParameters,
  stream: (block: string) => Random
): TransplantPlan[] {
  const uniform = (block: string, base: number): number[] =>
    stratifiedWithin(order, base, stream(`course/transplant/${block}`));
  const first = uniform("first", 5);
  const day = uniform("day", 7);
  const refractory = uniform("refractory", 3);
  const refractoryDelay = uniform("refractoryDelay", 5);
  const relapse = uniform("relapse", 5);
  const relapseDelay = uniform("relapseDelay", 7);
  const second = uniform("secondRemission", 11);
  const delay = ({median, sigma}: {median: number; sigma: number}, u: number): number =>
    median * Math.exp(sigma * normalQuantile(u));
  return members.map(({arm}, i) => ({
    firstRemissionDay: first[i] < transplant.firstRemission[arm] ? quantile(allo.AMLSG.day_q, day[i]) : Infinity,
    isAutologous: false,
    refractoryDelay:
      refractory[i] < transplant.refractory ? delay(transplant.refractoryDelay, refractoryDelay[i]) : Infinity,
    relapseDelay: relapse[i] < transplant.relapse ? delay(transplant.relapseDelay, relapseDelay[i]) : Infinity,
    secondRemission: second[i] < transplant.secondRemissionShare,
    donor: "unknown"
  }));
}
