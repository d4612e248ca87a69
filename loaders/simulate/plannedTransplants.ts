import type {Calibration, Tier} from "./calibration.js";
import type {RegistryParameters} from "./parameters.js";
import type {Random} from "./random.js";

/** What a patient would receive, should the course allow it. Days from diagnosis, or from relapse where said. */
export interface TransplantPlan {
  /** Transplant in first remission, by day from diagnosis; Infinity if none is intended. */
  readonly firstRemissionDay: number;
  readonly isAutologous: boolean;
  /** Allogeneic transplant in refractory disease, days from the assessment; Infinity if none is intended. */
  readonly refractoryDelay: number;
  /** Allogeneic transplant after relapse, days from relapse; Infinity if none is intended. */
  readonly relapseDelay: number;
  readonly secondRemission: boolean;
  readonly donor: string;
}

/**
 * Draws what transplants are intended for a patient, by prognosis tier and age. Whether they happen is decided by the
 * course: a patient who relapses or dies before never gets there.
 */
export function planTransplants(
  tier: Tier,
  ageYears: number,
  calibration: Calibration,
  {transplant}: RegistryParameters,
  random: Random
): TransplantPlan {
  const day = quantile(calibration.allo.AMLSG.day_q, random.uniform());
  const wantsAllo = random.chance(transplant.firstRemission[tier]);
  const wantsAuto = random.chance(transplant.autologousFirstRemission);
  const wantsRefractory = random.chance(transplant.refractory);
  const refractoryDelay = random.lognormal(Math.log(transplant.refractoryDay.median), transplant.refractoryDay.sigma);
  const wantsRelapse = random.chance(transplant.relapse);
  const relapseDelay = random.lognormal(Math.log(transplant.relapseDelay.median), transplant.relapseDelay.sigma);
  const secondRemission = random.chance(transplant.secondRemissionShare);
  const donor = random.pickWeighted(transplant.donors);
  const isEligible = ageYears <= transplant.maximumAge;
  return {
    firstRemissionDay: isEligible && (wantsAllo || wantsAuto) ? day : Infinity,
    isAutologous: !wantsAllo,
    refractoryDelay: isEligible && wantsRefractory ? refractoryDelay : Infinity,
    relapseDelay: isEligible && wantsRelapse ? relapseDelay : Infinity,
    secondRemission,
    donor
  };
}

/** Value at probability `p` of a distribution given by its 5, 25, 50, 75 and 95 % quantiles, linear between them. */
export function quantile(quantiles: readonly number[], p: number): number {
  const [q05, q25, , q75, q95] = quantiles;
  const levels = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
  const values = [q05 - (q25 - q05) / 2, ...quantiles, q95 + (q95 - q75) / 2];
  let i = 1;
  while (i < levels.length - 1 && p > levels[i]) ++i;
  return values[i - 1] + ((values[i] - values[i - 1]) * (p - levels[i - 1])) / (levels[i] - levels[i - 1]);
}
