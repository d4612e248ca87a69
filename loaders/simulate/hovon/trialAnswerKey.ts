import type {ExpectedFinding, ExpectedReject} from "../partners.js";
import {labNames} from "../parameters.js";
import {deliveredLabs} from "./deliveredLabs.js";
import type {TrialDefects} from "./trialDefects.js";
import type {TrialPatientTruth, TrialTruth} from "./trialTruth.js";

/** The file of which the listed checksum is not its own. */
export const staleFile = "hct.csv";

const labColumns = {
  wbc: "WBC_x10E9/l",
  haemoglobin: "Hb_mmol/l",
  platelets: "trombocyten_x10E9/l",
  ldh: "LDH",
  bmBlasts: "blasten_BM",
  pbBlasts: "blasten_PB"
} as const;

/** Lesions that make acute leukaemia whatever the share of blasts. */
const defining = ["t_8_21", "inv16", "t_15_17", "t_9_11", "kmt2a_other", "t_6_9", "inv3", "abn3q_other"];

/** What quality control must find in the delivery: what was put in, and what the truth holds that is not believable. */
export function trialFindings({patients}: TrialTruth, defects: TrialDefects): ExpectedFinding[] {
  const delivered = patients.map((patient) => ({patient, labs: deliveredLabs(patient, defects)}));
  const late = defects.aliveAfterDeath.length;
  const low = delivered.filter(({labs}) => labs.haemoglobin.value !== null && labs.haemoglobin.value < 4).length;
  const few = delivered.filter(
    ({patient, labs}) => labs.bmBlasts.value !== null && labs.bmBlasts.value < 20 && !hasDefiningLesion(patient)
  ).length;
  const found: ExpectedFinding[] = [
    {rule: "checksum_mismatch", file: staleFile, n: 1, because: "listed with the checksum of an earlier state"},
    {rule: "dead_and_alive", file: null, n: late, because: "dead, but seen later"},
    {rule: "event_after_end", file: null, n: late, because: "the same: seen after the end of follow-up"},
    {rule: "value_out_of_range", file: null, n: defects.outOfRange.length, because: "impossible blood values"},
    {rule: "haemoglobin_very_low", file: null, n: low, because: "drawn so low"},
    {
      rule: "few_blasts_without_lesion",
      file: null,
      n: few,
      because: "drawn with so few blasts and no such lesion known"
    },
    {
      rule: "npm1_with_core_binding_factor",
      file: null,
      n: patients.filter(hasTwoFounders).length,
      because: "ambiguous class: drawn with both"
    },
    {rule: "patients_alike", file: null, n: alike(delivered), because: "alike by chance"}
  ];
  return found.filter(({n}) => n > 0);
}

/** Values that harmonisation must refuse. */
export function trialRejects({outOfRange}: TrialDefects): ExpectedReject[] {
  return labNames.flatMap((lab) => {
    const n = outOfRange.filter((d) => d.lab === lab).length;
    return n === 0 ? [] : [{file: "patienten.csv", column: labColumns[lab], reason: "implausible value", n}];
  });
}

function hasKaryotype({karyotype}: TrialPatientTruth): boolean {
  return karyotype.status === "normal" || karyotype.status === "abnormal";
}

function hasTwoFounders(patient: TrialPatientTruth): boolean {
  const {features, missing} = patient;
  const coreBinding = hasKaryotype(patient) && (features.includes("t_8_21") || features.includes("inv16"));
  return coreBinding && features.includes("NPM1") && !missing.includes("sequencing");
}

/** As far as it is delivered: a gene status without sequencing and a lesion without karyotype are not known. */
function hasDefiningLesion(patient: TrialPatientTruth): boolean {
  const {features, missing} = patient;
  if (hasKaryotype(patient) && defining.some((name) => features.includes(name))) return true;
  return !missing.includes("sequencing") && features.includes("NPM1");
}

function alike(
  delivered: readonly {readonly patient: TrialPatientTruth; readonly labs: ReturnType<typeof deliveredLabs>}[]
): number {
  const counts = new Map<string, number>();
  for (const {patient, labs} of delivered) {
    const values = [labs.wbc.value, labs.haemoglobin.value, labs.platelets.value];
    if (values.includes(null)) continue;
    const key = [patient.sex, patient.ageYears, ...values].join("|");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, n) => sum + (n > 1 ? n : 0), 0);
}
