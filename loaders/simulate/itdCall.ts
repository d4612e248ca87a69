import type {RegistryParameters} from "./parameters.js";
import type {ItdCallTruth} from "./patientTruth.js";
import {quantile} from "./plannedTransplants.js";
import type {Random} from "./random.js";

/** Draws what the dedicated caller of FLT3 duplications saw; it misses some and sees a few that the clinic did not. */
export function drawItdCall(isPositive: boolean, {itd}: RegistryParameters, random: Random): ItdCallTruth {
  const isCalled = isPositive ? !random.chance(itd.callerMisses) : random.chance(itd.callerExtra);
  const coverage = Math.max(52, Math.min(4800, Math.round(random.lognormal(Math.log(385), 0.45))));
  const count = 1 + random.categorical(itd.counts);
  const length = 3 * Math.round(quantile(itd.lengthQuantiles, random.uniform()) / 3);
  const ratio = random.beta(1.3, 4.5);
  const position = 28608214 + random.integer(0, 110);
  if (!isCalled) return {count: 0, reads: null, coverage, length: null, position: null};
  return {count, reads: Math.max(5, Math.round(ratio * coverage)), coverage, length, position};
}
