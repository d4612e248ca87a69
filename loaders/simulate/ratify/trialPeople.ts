import {drawBaseline, shuffledQuotas} from "../baseline.js";
import type {Calibration} from "../calibration.js";
import {drawGenotypes} from "../classGenotypes.js";
import type {BaselineTruth} from "../patientTruth.js";
import {indexAt, type Random} from "../random.js";
import {stratifiedUniforms} from "../stratifiedUniforms.js";
import {drawAllelicRatio} from "./allelicRatio.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {Stratum} from "./ratifyTruth.js";
import {subtypeCalibration, type Subtype} from "./subtypeCalibration.js";

/** A patient as randomised: what was there before treatment. */
export interface TrialPerson extends BaselineTruth {
  readonly stratum: Stratum;
  readonly features: readonly string[];
  readonly allelicRatio: number | null;
}

/**
 * Draws all patients as randomised: stratum (in its published size), then class, age, sex and blood values given the kind of
 * FLT3 mutation, then the other alterations.
 */
export function drawTrialPeople(
  calibration: Calibration,
  parameters: RatifyParameters,
  stream: (block: string) => Random
): TrialPerson[] {
  const {common} = parameters;
  const {TKD, ITD_low, ITD_high} = calibration.ratify.flt3;
  const order = shuffledQuotas({TKD, ITD_low, ITD_high}, common.patients, stream("stratum")) as Stratum[];
  const ratio = stream("allelicRatio");
  const ratios = order.map((stratum) => drawAllelicRatio(stratum, calibration, parameters, ratio));
  const result: TrialPerson[] = [];
  for (const subtype of ["TKD", "ITD"] as const) {
    const members = order.flatMap((stratum, i) => ((stratum === "TKD") === (subtype === "TKD") ? [i] : []));
    const own = (block: string): Random => stream(`${subtype}/${block}`);
    drawSubtype(subtype, members.length, calibration, parameters, own).forEach((person, k) => {
      const i = members[k];
      result[i] = {...person, stratum: order[i], allelicRatio: ratios[i]};
    });
  }
  return result;
}

function drawSubtype(
  subtype: Subtype,
  n: number,
  calibration: Calibration,
  parameters: RatifyParameters,
  stream: (block: string) => Random
): (BaselineTruth & {readonly features: readonly string[]})[] {
  const {common} = parameters;
  const own = subtypeCalibration(calibration, parameters, subtype);
  const weights = own.classWeights[common.source];
  const names = Object.keys(weights);
  const classes = stratifiedUniforms(n, 2, stream("class")).map((u) => names[indexAt(Object.values(weights), u)]);
  const people = drawBaseline(own, common, stream, classes);
  const features = drawGenotypes(people, own, common, stream);
  return people.map((person, i) => ({...person, features: features[i]}));
}
