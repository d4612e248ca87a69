import type {DefectPlan} from "../defects/defectPlan.js";
import type {PatientTruth} from "../patientTruth.js";

const file = "clinical.tsv";

/** A second row of a patient, and behind how many rows of the file it stands. */
export interface DuplicateRow {
  readonly patient: PatientTruth;
  readonly after: number;
}

/** Gives patients a second row, somewhere after the first: other white cells and LDH, and a later last contact of the living. */
export function duplicatePatients(plan: DefectPlan, count: number, patients: readonly PatientTruth[]): DuplicateRow[] {
  const defect = "duplicate patient";
  const random = plan.random(defect);
  return plan.choose(defect, count, patients).map((patient) => {
    const {id, labs, course} = patient;
    const second = {
      ...patient,
      labs: {...labs, wbc: (Math.round(labs.wbc * 10) + 1) / 10, ldh: labs.ldh + random.integer(1, 30)},
      course: {...course, osDays: course.osDays + (course.dead ? 0 : random.integer(10, 90))}
    };
    plan.record({defect, file, patient: id, what: "a second row of the patient, in which some values differ"});
    return {patient: second, after: random.integer(patients.indexOf(patient) + 1, patients.length)};
  });
}

/** Dates remissions a few days after the relapse. Gives the day of remission as written, by patient. */
export function remissionsAfterRelapse(
  plan: DefectPlan,
  count: number,
  patients: readonly PatientTruth[]
): Map<string, number> {
  const defect = "relapse before remission";
  const latest = 21;
  const relapsed = patients.filter(
    ({course: {remissionDay, relapseDay, osDays}}) =>
      remissionDay !== null && relapseDay !== null && relapseDay + latest <= osDays
  );
  const random = plan.random(defect);
  return new Map(
    plan.choose(defect, count, relapsed).map(({id, course}) => {
      const late = random.integer(3, latest);
      plan.record({defect, file, patient: id, what: `the remission is dated ${late} days after the relapse`});
      return [id, course.relapseDay! + late];
    })
  );
}
