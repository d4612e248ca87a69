import type {Calibration} from "../calibration.js";
import {normalCdf, normalQuantile} from "../normalDistribution.js";
import type {Random} from "../random.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {Stratum} from "./ratifyTruth.js";

/**
 * Draws the allelic ratio of a patient's duplication, to two decimals: lognormal, on the side of the cut on which the
 * stratum lies, but for the few whose ratio was found to lie on the other. Null without a duplication.
 */
export function drawAllelicRatio(
  stratum: Stratum,
  {ratify}: Calibration,
  {strata}: RatifyParameters,
  random: Random
): number | null {
  const {cut, minAR, ITD_AR_lognormal: lognormal} = ratify.flt3;
  const isDiscordant = random.chance(strata.discordant);
  const u = random.uniform();
  if (stratum === "TKD") return null;
  const isHigh = (stratum === "ITD_high") !== isDiscordant;
  const score = (ratio: number): number => normalCdf(Math.log(ratio / lognormal.median) / lognormal.sigma);
  const [low, high] = isHigh ? [cut, strata.highestRatio] : [minAR, cut - 0.01];
  const p = score(low) + u * (score(high) - score(low));
  const ratio = lognormal.median * Math.exp(lognormal.sigma * normalQuantile(p));
  return Math.round(Math.max(low, Math.min(high, ratio)) * 100) / 100;
}
