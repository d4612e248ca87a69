import type {LabName} from "../parameters.js";
import type {Random} from "../random.js";
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

/** Chooses the patients of every defect, no patient for two. */
export function drawDefects(
  patients: readonly TrialPatientTruth[],
  {defects}: TrialParameters,
  stream: (block: string) => Random
): TrialDefects {
  const used = new Set<string>();
  const take = (n: number, block: string, test: (patient: TrialPatientTruth) => boolean): TrialPatientTruth[] => {
    const random = stream(`defects/${block}`);
    const left = patients.filter(test);
    const taken: TrialPatientTruth[] = [];
    while (taken.length < n && left.length > 0) {
      const [patient] = left.splice(random.integer(0, left.length - 1), 1);
      if (!used.has(patient.id)) taken.push(patient);
      used.add(patient.id);
    }
    return taken;
  };
  const late = stream("defects/late");
  const precisions = (found: readonly TrialPatientTruth[]): PartialDate[] =>
    found.map(({id}, k) => ({id, precision: precisionOf(k)}));
  return {
    aliveAfterDeath: take(defects.aliveAfterDeath, "alive", ({course}) => course.dead).map(({id, course}) => ({
      id,
      day: course.osDays + late.integer(15, 90)
    })),
    outOfRange: impossible.slice(0, defects.outOfRange).map(([lab, text], k) => {
      const [{id}] = take(1, `range/${k}`, (d) => !d.missing.includes(lab) && (lab !== "ldh" || d.country !== "CH"));
      return {id, lab, text};
    }),
    lostZeros: take(defects.lostZeros, "zeros", ({id}) => id.includes("-0") && !id.includes("-00")).map(({id}) => id),
    partialRelapse: precisions(
      take(defects.partialRelapse, "relapse", (d) => ["month", "year"].every((p) => canBeRuled(d, "relapseDay", p)))
    ),
    partialRemission: precisions(
      take(defects.partialRemission, "remission", (d) => canBeRuled(d, "remissionDay", "month"))
    ).map(({id}) => ({id, precision: "month"}))
  };
}

/** Every third date tells the year only. */
function precisionOf(k: number): Precision {
  return k % 3 === 2 ? "year" : "month";
}

/** Whether a date known in part would still lie where it belongs in the course, by the rule for such dates. */
function canBeRuled(patient: TrialPatientTruth, which: "relapseDay" | "remissionDay", precision: string): boolean {
  const {course, registrationDay} = patient;
  const day = course[which];
  if (day === null) return false;
  const ruled = ruledDay(registrationDay + day, precision as Precision, registrationDay) - registrationDay;
  if (which === "remissionDay") return ruled > 0 && ruled < (course.relapseDay ?? course.osDays);
  return ruled > course.remissionDay! && ruled <= course.osDays;
}
