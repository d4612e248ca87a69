import type {LabName} from "../parameters.js";
import type {ExpectedFinding} from "../partners.js";
import type {PatientTruth} from "../patientTruth.js";

/** Lesions that make acute leukaemia whatever the share of blasts; every other abnormality of 3q here is one of MECOM. */
const defining = ["t_8_21", "inv16", "t_15_17", "t_9_11", "kmt2a_other", "t_6_9", "inv3", "abn3q_other"];

/** What is not believable in the values that the patients were given: the truth has it so. */
export function valueAnswers(patients: readonly PatientTruth[]): ExpectedFinding[] {
  const because = "drawn so";
  return [
    {rule: "haemoglobin_very_low", file: null, n: patients.filter(isVeryAnaemic).length, because},
    {rule: "few_blasts_without_lesion", file: null, n: patients.filter(hasFewBlasts).length, because},
    {rule: "patients_alike", file: null, n: alike(patients), because},
    {
      rule: "npm1_with_core_binding_factor",
      file: null,
      n: patients.filter((patient) => patient.features.includes("NPM1") && hasLesion(patient, ["t_8_21", "inv16"]))
        .length,
      because: "NPM1 reported mutated in a patient with t(8;21)"
    }
  ];
}

/** A blood value as delivered, to the decimals written; null where it is not. */
function delivered({missing, labs}: PatientTruth, name: LabName): number | null {
  if (missing.includes(name)) return null;
  return name === "haemoglobin" ? Number(labs.haemoglobin.toFixed(1)) : labs[name];
}

function isVeryAnaemic(patient: PatientTruth): boolean {
  const value = delivered(patient, "haemoglobin");
  return value !== null && value < 4;
}

function hasFewBlasts(patient: PatientTruth): boolean {
  const blasts = delivered(patient, "bmBlasts");
  return blasts !== null && blasts < 20 && !patient.features.includes("NPM1") && !hasLesion(patient, defining);
}

/** A lesion counts where the karyotype is known. */
function hasLesion({features, karyotype}: PatientTruth, lesions: readonly string[]): boolean {
  return karyotype.status === "abnormal" && lesions.some((name) => features.includes(name));
}

/** Patients whose sex, age, white cells, haemoglobin and platelets are all the same as another's. */
function alike(patients: readonly PatientTruth[]): number {
  const seen = new Map<string, number>();
  for (const patient of patients) {
    const values = (["wbc", "haemoglobin", "platelets"] as const).map((name) => delivered(patient, name));
    if (values.includes(null)) continue;
    const key = [patient.sex, patient.ageYears, ...values].join("|");
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen.values()].reduce((sum, n) => sum + (n > 1 ? n : 0), 0);
}
