import type {Random} from "../random.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {TrialSite} from "./ratifyTruth.js";

/** Draws the sites of the trial and the units in which their laboratories report. The first reports blasts as fractions. */
export function drawSites({sites}: RatifyParameters, random: Random): TrialSite[] {
  const numbers = new Map<number, number>();
  return Array.from({length: sites.sites}, (_, i) => {
    const country = i < sites.countries ? i + 1 : random.integer(1, sites.countries);
    const number = (numbers.get(country) ?? 0) + 1;
    numbers.set(country, number);
    return {
      code: `${String(country).padStart(2, "0")}${String(number).padStart(2, "0")}`,
      wbcUnit: random.pickWeighted(sites.wbcUnits),
      haemoglobinInGramsPerLitre: random.chance(sites.gramsPerLitre),
      ldhInMultiples: random.chance(sites.multiplesOfNormal),
      blastsAsFraction: i === 0
    };
  });
}
