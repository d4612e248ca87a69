import type {DefectPlan} from "../defects/defectPlan.js";
import type {PatientTruth} from "../patientTruth.js";
import {unparsableText} from "./unparsableText.js";

const file = "karyotypes.tsv";

/** Gives patients the sex chromosomes of the other sex. */
export function sexDiscordant(plan: DefectPlan, count: number, patients: readonly PatientTruth[]): PatientTruth[] {
  const defect = "sex and karyotype discordant";
  const told = patients.filter(({karyotype: {text}}) => /^\d[^,]*,X[XY][,[]/.test(text) && !text.includes("-Y"));
  return plan.choose(defect, count, told).map((patient) => {
    plan.record({defect, file, patient: patient.id, what: "the karyotype has the chromosomes of the other sex"});
    const other = (_: string, last: string): string => (last === "X" ? ",XY" : ",XX");
    return withText(patient, patient.karyotype.text.replace(/,X([XY])(?=[,[])/g, other));
  });
}

/**
 * Gives patients a karyotype that no one can read in full. Those whose other facts hang on the text alone are left out:
 * abnormalities of 3q, hybridisation, a loss of chromosome 9.
 */
export function unparsable(plan: DefectPlan, count: number, patients: readonly PatientTruth[]): PatientTruth[] {
  const defect = "unparsable karyotype";
  const readable = patients.filter(
    ({features, karyotype: {status, text}}) =>
      status === "abnormal" && !features.includes("abn3q_other") && !/ish|FISH|,-9[,[/]/.test(text)
  );
  return plan.choose(defect, count, readable).map((patient) => {
    plan.record({defect, file, patient: patient.id, what: "a part of the karyotype, or all of it, cannot be read"});
    return withText(patient, unparsableText(patient.karyotype.text, plan.random(defect)));
  });
}

function withText(patient: PatientTruth, text: string): PatientTruth {
  return {...patient, karyotype: {...patient.karyotype, text}};
}
