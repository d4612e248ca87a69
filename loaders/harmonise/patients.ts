import {ageBand} from "../../src/model/ageBands.js";
import {patientsTable} from "../../src/model/tables.js";
import type {Cell} from "../release/tableData.js";
import {parseTarget, targets} from "../study/targets.js";
import {chooseRows} from "./chooseRows.js";
import {FindingLog} from "./findingLog.js";
import {reasonCode} from "./nullReasons.js";
import type {OpenFile} from "./openSource.js";
import {readMapped} from "./readMapped.js";
import {ReasonedColumn} from "./reasonedTable.js";
import {applyFilters, prepareRows, refuseUnusableKeys, rowKeys} from "./selectRows.js";
import type {SourceContext} from "./sourceContext.js";
import type {Surrogate} from "./surrogate.js";

/** The patients of one source, in the order of their surrogate ids. */
export interface Cohort {
  readonly size: number;
  /** The partner's ids; never released. */
  readonly rawIds: readonly string[];
  /** Surrogate ids. */
  readonly ids: readonly string[];
  /** Index by the partner's id. */
  readonly index: ReadonlyMap<string, number>;
  /** Days to death or last contact; NaN where not known. */
  readonly followUp: readonly number[];
}

/**
 * Decides who is in the cohort: rows of the patients' file with an id of their own and, unless the mapping keeps
 * patients without, a usable follow-up, there or in the file that tells it. All other rows are refused or left out, with the
 * reason.
 */
export function selectCohort(files: readonly OpenFile[], context: SourceContext): Cohort {
  const file = files.find(({spec}) => spec.rows === "patients")!;
  const keys = rowKeys(file);
  chooseRows(file, keys, context.findings);
  applyFilters(file, context);
  refuseUnusableKeys(file, keys);
  const followUp = followUps(file, files, context);
  const rawIds: string[] = [];
  const days: number[] = [];
  for (const row of file.ledger.usedRows()) {
    const value = followUp.of(row, keys[row]);
    if (typeof value === "number" || file.spec.withoutFollowUp === "keep") {
      rawIds.push(keys[row]);
      days.push(typeof value === "number" ? value : NaN);
    } else {
      const expected = `days in ${followUp.column}, 0 or more`;
      file.ledger.refuse(row, keys[row], {reason: "no usable follow-up", expected});
    }
  }
  return ordered(rawIds, days, context.surrogate);
}

/** The file that tells the follow-up: that of the patients, else another with one row a patient. */
export function followUpFile(files: readonly OpenFile[]): OpenFile {
  const telling = files.filter((file) => fedBy(file, followUpVariable) !== undefined);
  return telling.find(({spec}) => spec.rows === "patients") ?? telling[0];
}

const followUpVariable = "patients.followup_days";

/** The follow-up of a row of the patients' file. */
function followUps(
  patients: OpenFile,
  files: readonly OpenFile[],
  context: SourceContext
): {column: string; of: (row: number, key: string) => Cell | undefined} {
  const file = followUpFile(files);
  const keys = file === patients ? undefined : prepareRows(file, files, context);
  const [column, spec] = fedBy(file, followUpVariable)!;
  // What is found in this column is reported when the patients of the cohort are read.
  const unreported = {...context, findings: new FindingLog(context.source.id)};
  const rows = file.ledger.usedRows();
  const {values} = readMapped(file, column, spec, targets.patients.get("followup_days")!, rows, unreported);
  if (keys) {
    const byKey = new Map(Array.from(rows, (row, i) => [keys[row], values[i]]));
    return {column, of: (_, key) => byKey.get(key)};
  }
  const byRow = new Map(Array.from(rows, (row, i) => [row, values[i]]));
  return {column, of: (row) => byRow.get(row)};
}

/** Puts patients in the order of their surrogate ids, in which most tables of a release are sorted. */
function ordered(rawIds: readonly string[], days: readonly number[], surrogate: Surrogate): Cohort {
  const unsorted = rawIds.map((id) => surrogate(id));
  const order = Array.from(unsorted.keys()).sort((a, b) => (unsorted[a] < unsorted[b] ? -1 : 1));
  return {
    size: order.length,
    rawIds: order.map((i) => rawIds[i]),
    ids: order.map((i) => unsorted[i]),
    index: new Map(order.map((i, rank) => [rawIds[i], rank])),
    followUp: order.map((i) => days[i])
  };
}

/** The raw column of a file that feeds a variable, with its declaration. */
export function fedBy(file: OpenFile, to: string): [string, OpenFile["spec"]["columns"][string][number]] | undefined {
  for (const [name, specs] of Object.entries(file.spec.columns))
    for (const spec of specs) if (spec.to === to) return [name, spec];
  return undefined;
}

/** A value per patient, null with the given reason where no row says anything. */
export function scatter(column: ReasonedColumn, joined: Int32Array, rows: Uint32Array, size: number): ReasonedColumn {
  const at = new Int32Array(size).fill(-1);
  rows.forEach((row, i) => (at[joined[row]] = i));
  const result = new ReasonedColumn();
  const none = reasonCode("UNKNOWN");
  const {values, reasons} = column;
  for (const i of at) result.pushCoded(i < 0 ? null : values[i], i < 0 ? none : reasons[i]);
  return result;
}

/** Appends the patients of a source to the table, reading every variable that a file feeds. */
export function addPatients(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): void {
  const {tables, source, study} = context;
  const read = new Map<string, ReasonedColumn>();
  for (const file of files)
    for (const [name, specs] of Object.entries(file.spec.columns))
      for (const spec of specs) {
        const target = parseTarget(spec.to);
        if (target?.table !== "patients") continue;
        const rows = file.ledger.usedRows();
        const column = readMapped(file, name, spec, targets.patients.get(target.name)!, rows, context);
        const values = scatter(column, joins.get(file)!, rows, cohort.size);
        const above = spec.fallback ? read.get(target.name) : undefined;
        read.set(target.name, above ? filled(above, values) : values);
      }
  const ages = read.get("age_years");
  if (ages) read.set("age_band", bands(ages));
  for (const {name} of patientsTable.columns) {
    const builder = tables.patients.column(name);
    const values = read.get(name);
    if (name === "patient_id") for (const id of cohort.ids) builder.push(id);
    else if (name === "source_id") builder.fill(source.id, cohort.size);
    else if (name === "disease" && !values) builder.fill(study.disease.code, cohort.size);
    else if (name === "duplicate_of") builder.fill(null, cohort.size, "NOT_APPLICABLE");
    else if (values) builder.append(values);
    else builder.fill(null, cohort.size, "NOT_COLLECTED");
  }
}

/** The values of a column, and where it has none those of another. */
function filled({values, reasons}: ReasonedColumn, other: ReasonedColumn): ReasonedColumn {
  const result = new ReasonedColumn();
  values.forEach((value, i) =>
    result.pushCoded(value ?? other.values[i], value === null ? other.reasons[i] : reasons[i])
  );
  return result;
}

function bands(ages: ReasonedColumn): ReasonedColumn {
  const result = new ReasonedColumn();
  const {values, reasons} = ages;
  values.forEach((age, i) => result.pushCoded(typeof age === "number" ? ageBand(age) : null, reasons[i]));
  return result;
}
