import type {Calibration} from "../calibration.js";
import {quantile, type TransplantPlan} from "../plannedTransplants.js";
import type {Random} from "../random.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {Arm} from "./ratifyTruth.js";

/** Draws what allogeneic transplants are intended for a patient of an arm; the course decides whether they happen. */
export function planTrialTransplants(
  arm: Arm,
  {allo}: Calibration,
  {transplant}: RatifyParameters,
  random: Random
): TransplantPlan {
  const day = quantile(allo.AMLSG.day_q, random.uniform());
  const wantsFirst = random.chance(transplant.firstRemission[arm]);
  const wantsRefractory = random.chance(transplant.refractory);
  const {refractoryDelay, relapseDelay} = transplant;
  const afterFailure = random.lognormal(Math.log(refractoryDelay.median), refractoryDelay.sigma);
  const wantsRelapse = random.chance(transplant.relapse);
  const afterRelapse = random.lognormal(Math.log(relapseDelay.median), relapseDelay.sigma);
  return {
    firstRemissionDay: wantsFirst ? day : Infinity,
    isAutologous: false,
    refractoryDelay: wantsRefractory ? afterFailure : Infinity,
    relapseDelay: wantsRelapse ? afterRelapse : Infinity,
    secondRemission: random.chance(transplant.secondRemissionShare),
    donor: "unknown"
  };
}
