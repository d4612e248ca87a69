import type {Calibration, Tier} from "./calibration.js";
import {normalQuantile} from "./normalDistribution.js";
import type {RegistryParameters} from "./parameters.js";
import {indexAt} from "./random.js";

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

/** Uniform numbers from which the intentions of one patient come. */
export type TransplantDraws = Readonly<
  Record<
    | "day"
    | "allo"
    | "auto"
    | "refractory"
    | "refractoryDelay"
    | "relapse"
    | "relapseDelay"
    | "secondRemission"
    | "donor",
    number
  >
>;

/**
 * What transplants are intended for a patient, by prognosis tier and age. Whether they happen is decided by the course: a
 * patient who relapses or dies before never gets there.
 */
export function planTransplants(
  tier: Tier,
  ageYears: number,
  calibration: Calibration,
  {transplant}: RegistryParameters,
  draws: TransplantDraws
): TransplantPlan {
  const isEligible = ageYears <= transplant.maximumAge;
  const wantsAllo = draws.allo < transplant.firstRemission[tier];
  const wantsAuto = draws.auto < transplant.autologousFirstRemission;
  const delay = ({median, sigma}: {median: number; sigma: number}, u: number): number =>
    median * Math.exp(sigma * normalQuantile(u));
  const {refractory, refractoryDay, relapse, relapseDelay, donors} = transplant;
  return {
    firstRemissionDay:
      isEligible && (wantsAllo || wantsAuto) ? quantile(calibration.allo.AMLSG.day_q, draws.day) : Infinity,
    isAutologous: !wantsAllo,
    refractoryDelay:
      isEligible && draws.refractory < refractory ? delay(refractoryDay, draws.refractoryDelay) : Infinity,
    relapseDelay: isEligible && draws.relapse < relapse ? delay(relapseDelay, draws.relapseDelay) : Infinity,
    secondRemission: draws.secondRemission < transplant.secondRemissionShare,
    donor: Object.keys(donors)[indexAt(Object.values(donors), draws.donor)]
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
