import {rowTest} from "./conditions.js";
import type {FindingLog} from "./findingLog.js";
import {HarmoniseError} from "./harmoniseError.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {RejectLog} from "./rejectLog.js";
import {applySteps, transformStep} from "./transforms.js";

/** The partner's patient id of every row, trimmed and transformed; empty where there is none. */
export function patientKeys({spec, raw}: OpenFile): string[] {
  const steps = (spec.key.transform ?? []).map(transformStep);
  const absent = new Set(Object.keys(spec.missing));
  return raw.column(spec.key.column).map((cell) => {
    const token = cell.trim();
    return absent.has(token) ? "" : (applySteps(steps, token) ?? "");
  });
}

/** Applies the declared filters of a file, in order. Rows for which a condition is unknown are kept. */
export function applyFilters(file: OpenFile, rejects: RejectLog): void {
  for (const {drop, keep, reason} of file.spec.filters) {
    const test = rowTest(drop ?? keep, file.raw, missingTokens(file.spec), rejects);
    for (let row = 0; row < file.raw.rows; ++row) {
      if (!file.ledger.isUsed(row)) continue;
      const answer = test(row);
      if (drop ? answer === true : answer === false) file.ledger.filter(row, reason);
    }
  }
}

/** Refuses rows without a patient id, and every row of a patient after the first where one row a patient is expected. */
export function refuseUnusableKeys({spec, raw, ledger}: OpenFile, keys: readonly string[]): void {
  const single = spec.rows === "patients" || spec.rows === "details";
  const first = new Map<string, number>();
  for (let row = 0; row < raw.rows; ++row) {
    if (!ledger.isUsed(row)) continue;
    const key = keys[row];
    if (key === "") {
      ledger.refuse(row, null, {reason: "no patient id", expected: `an id in ${spec.key.column}`});
      continue;
    }
    if (!single) continue;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row);
      continue;
    }
    const number = raw.recordNumber(earlier);
    if (spec.onDuplicate === "stop")
      throw new HarmoniseError(
        `${raw.file}: row ${raw.recordNumber(row)}: column ${spec.key.column}: duplicate patient id, first in row ${number}`,
        {file: raw.file, row: raw.recordNumber(row), column: spec.key.column, expected: "one row a patient"}
      );
    ledger.refuse(row, key, {reason: "duplicate patient", expected: `one row a patient (first in row ${number})`});
  }
}

/**
 * Joins rows to the patients of the cohort; rows of unknown patients are refused.
 *
 * @param patients index of a patient by the partner's id
 * @returns index of the patient of every row, -1 where the row is not used
 */
export function joinPatients(
  {raw, ledger}: OpenFile,
  keys: readonly string[],
  patients: ReadonlyMap<string, number>,
  findings: FindingLog
): Int32Array {
  const joined = new Int32Array(raw.rows).fill(-1);
  const unknown = new Set<string>();
  const present = new Uint8Array(patients.size);
  for (let row = 0; row < raw.rows; ++row) {
    if (!ledger.isUsed(row)) continue;
    const patient = patients.get(keys[row]);
    if (patient === undefined) {
      unknown.add(keys[row]);
      ledger.refuse(row, keys[row], {reason: "patient not in the cohort", expected: "a patient of the cohort"});
    } else {
      joined[row] = patient;
      present[patient] = 1;
    }
  }
  findings.add({
    file: raw.file,
    rule: "patients_outside_cohort",
    severity: "warning",
    n: unknown.size,
    checked: unknown.size + present.reduce((sum, d) => sum + d, 0),
    description: "Patients of this file who are not in the cohort; their records are refused"
  });
  findings.add({
    file: raw.file,
    rule: "patients_without_record",
    severity: "info",
    n: patients.size - present.reduce((sum, d) => sum + d, 0),
    checked: patients.size,
    description: "Patients of the cohort without a record in this file"
  });
  return joined;
}
