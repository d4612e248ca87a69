import {chooseRows} from "./chooseRows.js";
import {rowTest} from "./conditions.js";
import type {FindingLog} from "./findingLog.js";
import {HarmoniseError} from "./harmoniseError.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {SourceContext} from "./sourceContext.js";
import {applySteps, transformStep} from "./transforms.js";
import {leaveOutDuplicates} from "./variants/leaveOutDuplicates.js";

/** The token of every row in the key column, trimmed and transformed; empty where there is none. */
export function rowKeys({spec, raw}: OpenFile): string[] {
  return raw.column(spec.key.column).map(keyReader(spec));
}

/** Reads a patient id: missing token, repair, or transforms; empty where there is none. */
export function keyReader({key, missing}: OpenFile["spec"]): (cell: string) => string {
  const steps = (key.transform ?? []).map(transformStep);
  const absent = new Set(Object.keys(missing));
  const repairs = new Map(Object.entries(key.repairs ?? {}));
  return (cell) => {
    const token = cell.trim();
    return absent.has(token) ? "" : (repairs.get(token) ?? applySteps(steps, token) ?? "");
  };
}

/**
 * Reads the patient of a column of a matrix, by way of another file if declared: empty where there is none, undefined where
 * the row of the other file was left out on purpose.
 */
export function headerKeys({spec}: OpenFile, files: readonly OpenFile[]): (column: string) => string | undefined {
  const keyOf = keyReader(spec);
  const {through} = spec.key;
  if (!through) return keyOf;
  const file = files.find(({name}) => name === through.file)!;
  const patients = rowKeys(file);
  const rowOf = new Map(file.raw.column(through.column).map((cell, row) => [cell.trim(), row]));
  return (column) => {
    const key = keyOf(column);
    const row = rowOf.get(key);
    if (row === undefined) return key;
    return file.ledger.leftOut(row) === undefined ? patients[row] : undefined;
  };
}

/** Counts the patient ids of a file that were repaired. */
export function reportKeyRepairs({spec, raw}: OpenFile, findings: FindingLog): void {
  const {repairs, column, header} = spec.key;
  if (!repairs) return;
  const tokens = header ? raw.columns : raw.column(column);
  const n = tokens.filter((cell) => Object.hasOwn(repairs, cell.trim())).length;
  const description = "Patient ids that were misspelt, read as the ids they stand for";
  findings.add({file: raw.file, rule: "key_repaired", severity: "info", n, checked: tokens.length, description});
}

/**
 * The partner's patient id of every row; empty where there is none. A key that leads through another file is replaced by
 * the patient of the row which has it there, or stays as it is where no row does.
 */
export function patientKeys(file: OpenFile, files: readonly OpenFile[]): string[] {
  const keys = rowKeys(file);
  const linked = throughRows(file, keys, files);
  if (!linked) return keys;
  const patients = rowKeys(linked.file);
  return keys.map((key, row) => (linked.rows[row] < 0 ? key : patients[linked.rows[row]]));
}

/** The rows of another file through which the rows of this one lead to a patient; -1 where there is none. */
function throughRows(
  {spec}: OpenFile,
  keys: readonly string[],
  files: readonly OpenFile[]
): {file: OpenFile; rows: Int32Array} | undefined {
  const {through} = spec.key;
  if (!through) return undefined;
  const file = files.find(({name}) => name === through.file)!;
  const rowOf = new Map<string, number>();
  file.raw.column(through.column).forEach((cell, row) => {
    const token = cell.trim();
    if (token !== "" && !rowOf.has(token)) rowOf.set(token, row);
  });
  return {file, rows: Int32Array.from(keys, (key) => rowOf.get(key) ?? -1)};
}

/** Leaves out rows that lead to a patient through a row of another file which was itself left out on purpose. */
function followThrough(file: OpenFile, files: readonly OpenFile[]): void {
  const linked = throughRows(file, rowKeys(file), files);
  if (!linked) return;
  linked.rows.forEach((row, i) => {
    const reason = row < 0 ? undefined : linked.file.ledger.leftOut(row);
    if (reason !== undefined) file.ledger.filter(i, reason);
  });
}

/**
 * Applies the declared filters of a file, in order. Rows for which a condition is unknown are kept. Rows that are kept on
 * purpose are counted in a finding.
 */
export function applyFilters(file: OpenFile, {rejects, findings}: Pick<SourceContext, "rejects" | "findings">): void {
  for (const {drop, keep, count, reason} of file.spec.filters) {
    const test = rowTest(drop ?? keep ?? count, file.raw, missingTokens(file.spec), rejects);
    let checked = 0;
    let n = 0;
    for (let row = 0; row < file.raw.rows; ++row) {
      if (!file.ledger.isUsed(row)) continue;
      const answer = test(row);
      ++checked;
      if (count) n += answer === true ? 1 : 0;
      else if (drop ? answer === true : answer === false) file.ledger.filter(row, reason);
    }
    if (count)
      findings.add({
        file: file.raw.file,
        rule: "rows_kept",
        severity: "info",
        n,
        checked,
        description: `Records kept on purpose: ${reason}`
      });
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

/**
 * Leaves out and refuses the rows of a file other than the patients' that cannot be used whoever is in the cohort.
 *
 * @returns the partner's patient id of every row
 */
export function prepareRows(file: OpenFile, files: readonly OpenFile[], context: SourceContext): string[] {
  const keys = patientKeys(file, files);
  applyFilters(file, context);
  chooseRows(file, keys, context.findings);
  leaveOutDuplicates(file, rowKeys(file), context);
  followThrough(file, files);
  refuseUnusableKeys(file, keys);
  return keys;
}
