import {drawBaseline} from "../baseline.js";
import type {Calibration} from "../calibration.js";
import type {Random} from "../random.js";
import {drawRegistration} from "./trialDates.js";
import type {TrialParameters} from "./trialParameters.js";
import {drawMissing, identifier} from "./trialPeople.js";
import type {OtherDiseaseTruth} from "./trialTruth.js";

/**
 * Patients of the same trials with high-risk myelodysplasia (RAEB-2): like those with acute leukaemia, with 10 to 19 % blasts
 * in the marrow and a course in a few words. They are in the trials’ file only.
 */
export function drawOtherDisease(
  calibration: Calibration,
  parameters: TrialParameters,
  numbers: Map<string, number>,
  stream: (block: string) => Random
): OtherDiseaseTruth[] {
  const named = (block: string): Random => stream(`myelodysplasia/${block}`);
  const people = drawBaseline(calibration, {...parameters.common, patients: parameters.myelodysplasia}, named);
  const random = named("course");
  return people.map(({trial, ageYears, sex, amlType, ecog, splenomegaly, labs}) => {
    const osDays = Math.max(20, Math.round(900 * random.exponential()));
    return {
      id: identifier(trial, numbers),
      studyCode: trial,
      ...drawRegistration(trial, parameters, random),
      ageYears,
      sex,
      amlType,
      ecog,
      splenomegaly,
      labs: {...labs, bmBlasts: random.integer(10, 19), pbBlasts: random.integer(0, 12)},
      course: {
        osDays,
        dead: random.chance(0.6),
        remissionDay: null,
        relapseDay: null,
        responses: [],
        transplant: null
      },
      missing: drawMissing(parameters, random)
    };
  });
}
