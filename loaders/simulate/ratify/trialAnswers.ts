import type {ExpectedFinding, ExpectedReject, PartnerDelivery} from "../partners.js";
import type {RatifyTruth, TrialPatient} from "./ratifyTruth.js";
import {absentColumn, type TrialDefects} from "./trialDefects.js";

const [times, labs] = ["adtte.csv", "adlb.csv"];

/**
 * The answer key of the trial: what quality control must find in its files, from the truth and the defects put in alone.
 */
export function trialAnswers(
  {patients}: RatifyTruth,
  defects: TrialDefects
): Pick<PartnerDelivery, "expectedFindings" | "expectedRejects"> {
  const negative = defects.negativeSurvival.size;
  const unitless = defects.wbcWithoutUnit.size;
  const all = null;
  const found = [
    finding("column_missing", absentColumn.file, 1, `${absentColumn.column} is announced and absent`),
    finding("event_without_day", times, negative, "deaths whose day has a minus sign"),
    finding("vital_status_unknown", all, negative, "the same patients are left without a follow-up"),
    finding("value_out_of_range", all, negative, "negative times"),
    finding("unit_unknown", labs, unitless, "white blood cells without a unit"),
    finding("value_not_readable", all, unitless, "the same values"),
    finding("missing:karyotype", all, patients.length, "cytogenetics come as a risk group only"),
    finding(
      "reported_RFS_earlier",
      times,
      shifted(patients, defects, 1),
      "remission counted from mid-month, before it"
    ),
    finding("reported_RFS_later", times, shifted(patients, defects, -1), "remission counted from mid-month, after it"),
    finding("patients_alike", all, alike(patients, defects), "alike by chance")
  ];
  const rejects: ExpectedReject[] = [
    {file: times, column: "OS.AVAL", reason: "negative value", n: negative},
    {file: labs, column: "WBC.AVAL", reason: "unit not known", n: unitless}
  ];
  return {expectedFindings: found.filter(({n}) => n > 0), expectedRejects: rejects.filter(({n}) => n > 0)};
}

function finding(rule: string, file: string | null, n: number, because: string): ExpectedFinding {
  return {rule, file, n, because};
}

/** Remissions of which only the month is told, on the given side of its middle. */
function shifted(patients: readonly TrialPatient[], {partialRemission}: TrialDefects, side: 1 | -1): number {
  return patients.filter(({id, course}) => {
    const middle = partialRemission.get(id);
    return middle !== undefined && side * (course.remissionDay! - middle) > 0;
  }).length;
}

/** Patients whose sex, age, white blood cells, haemoglobin and platelets are all delivered and all those of another. */
function alike(patients: readonly TrialPatient[], {sexUnknown, wbcWithoutUnit}: TrialDefects): number {
  const counts = new Map<string, number>();
  for (const {id, sex, ageYears, labs: values, missing} of patients) {
    if (sexUnknown.has(id) || wbcWithoutUnit.has(id)) continue;
    if (missing.some((name) => name === "wbc" || name === "haemoglobin" || name === "platelets")) continue;
    const key = [sex, ageYears, values.wbc, values.haemoglobin, values.platelets].join("|");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, n) => sum + (n > 1 ? n : 0), 0);
}
