import type {DefectPlan} from "../defects/defectPlan.js";
import type {LabName} from "../parameters.js";
import {ruledDay, type Precision} from "./trialDates.js";
import type {TrialParameters} from "./trialParameters.js";
import type {TrialPatientTruth} from "./trialTruth.js";

/** A date that is known in part. */
export interface PartialDate {
  readonly id: string;
  readonly precision: Precision;
}

/** What is wrong in the delivery, on purpose. */
export interface TrialDefects {
  /** Dead, but seen so many days later. */
  readonly aliveAfterDeath: readonly {readonly id: string; readonly day: number}[];
  readonly outOfRange: readonly {readonly id: string; readonly lab: LabName; readonly text: string}[];
  /** Patients whose id lost its leading zero in the file of genes. */
  readonly lostZeros: readonly string[];
  readonly partialRelapse: readonly PartialDate[];
  readonly partialRemission: readonly PartialDate[];
}

/** Values that no patient can have: in another unit than said, or a slip of the decimal sign. */
const impossible: readonly (readonly [LabName, string])[] = [
  ["haemoglobin", "58"],
  ["wbc", "23400"],
  ["platelets", "0,042"],
  ["haemoglobin", "61"],
  ["wbc", "4100"],
  ["ldh", "4,1"]
];

/** Chooses the patients of every defect, no patient for two, and keeps record of it in the plan. */
export function drawDefects(
  patients: readonly TrialPatientTruth[],
  {defects}: TrialParameters,
  plan: DefectPlan
): TrialDefects {
  const choose = (defect: string, n: number, test: (patient: TrialPatientTruth) => boolean): TrialPatientTruth[] =>
    plan.choose(defect, n, patients.filter(test));
  const dates = (which: "relapseDay" | "remissionDay", n: number, precisions: readonly Precision[]): PartialDate[] =>
    choose(`partial ${which}`, n, (patient) => precisions.every((p) => canBeRuled(patient, which, p))).map(
      ({id}, k) => ({id, precision: precisions[k % precisions.length]})
    );
  const seenLater = "death before last contact";
  const outside = "laboratory value out of range";
  const chosen: TrialDefects = {
    aliveAfterDeath: choose(seenLater, defects.aliveAfterDeath, ({course}) => course.dead).map(({id, course}) => ({
      id,
      day: course.osDays + plan.random(seenLater).integer(15, 90)
    })),
    outOfRange: impossible.slice(0, defects.outOfRange).flatMap(([lab, text]) =>
      choose(outside, 1, (d) => !d.missing.includes(lab) && (lab !== "ldh" || d.country !== "CH")).map(({id}) => ({
        id,
        lab,
        text
      }))
    ),
    lostZeros: choose("leading zero lost", defects.lostZeros, ({id}) => /-0[1-9]/u.test(id)).map(({id}) => id),
    partialRelapse: dates("relapseDay", defects.partialRelapse, ["month", "month", "year"]),
    partialRemission: dates("remissionDay", defects.partialRemission, ["month"])
  };
  const file = "patienten.csv";
  for (const {id} of chosen.aliveAfterDeath)
    plan.record({defect: seenLater, file, patient: id, what: "laatst_gezien after the day of death"});
  for (const {id, lab, text} of chosen.outOfRange)
    plan.record({defect: outside, file, patient: id, what: `${lab} written as ${text}`});
  return chosen;
}

/** Whether a date known in part would still lie where it belongs in the course, by the rule for such dates. */
function canBeRuled(patient: TrialPatientTruth, which: "relapseDay" | "remissionDay", precision: Precision): boolean {
  const {course, registrationDay} = patient;
  const day = course[which];
  if (day === null) return false;
  const ruled = ruledDay(registrationDay + day, precision, registrationDay) - registrationDay;
  if (which === "remissionDay") return ruled > 0 && ruled < (course.relapseDay ?? course.osDays);
  return ruled > course.remissionDay! && ruled <= course.osDays;
}
