import {writeKaryotype} from "../karyotypeText.js";
import type {BaselineTruth, KaryotypeTruth} from "../patientTruth.js";
import type {Random} from "../random.js";

/** Sub-bands as ISCN 2009 and later write them, for the rearrangements that the German laboratory writes without. */
const subBands: readonly (readonly [string, string])[] = [
  ["inv(16)(p13q22)", "inv(16)(p13.1q22)"],
  ["t(16;16)(p13;q22)", "t(16;16)(p13.1;q22)"],
  ["t(9;11)(p22;q23)", "t(9;11)(p21.3;q23.3)"],
  ["t(6;11)(q27;q23)", "t(6;11)(q27;q23.3)"],
  ["t(10;11)(p12;q23)", "t(10;11)(p12;q23.3)"],
  ["t(11;19)(q23;p13)", "t(11;19)(q23.3;p13.1)"],
  ["inv(3)(q21q26)", "inv(3)(q21q26.2)"],
  ["t(3;3)(q21;q26)", "t(3;3)(q21;q26.2)"],
  ["t(9;22)(q34;q11)", "t(9;22)(q34;q11.2)"]
];

/**
 * The karyotype of a trial patient: as {@link writeKaryotype}, on one line, with sub-bands and without results of FISH;
 * some normal ones in a word.
 */
export function writeTrialKaryotype(
  features: readonly string[],
  sex: BaselineTruth["sex"],
  random: Random
): KaryotypeTruth {
  const {status, text, abnormalities} = writeKaryotype(features, sex, random);
  const inWords = random.chance(0.35);
  if (status === "normal") return {status, text: inWords ? "normaal" : text, abnormalities};
  const [line] = text.replaceAll("\n", "").split(" / FISH");
  return {status, text: withSubBands(line), abnormalities: abnormalities.map(withSubBands)};
}

function withSubBands(text: string): string {
  return subBands.reduce((changed, [plain, exact]) => changed.replaceAll(plain, exact), text);
}

/** What stands for a karyotype that there is none of. */
export function absentKaryotype(random: Random): KaryotypeTruth {
  const status = (["failed", "not_done", "missing"] as const)[random.categorical([5, 3, 2])];
  return {status, text: {failed: "mislukt", not_done: "niet verricht", missing: "onb"}[status], abnormalities: []};
}
