import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {columnOf} from "../release/columnOf.js";
import {duplicatePatients} from "../release/duplicatePatients.js";
import type {Release} from "../release/readRelease.js";
import type {Cell, TableData} from "../release/tableData.js";
import {cohortEndpoints, cohortSchema} from "./cohortSchema.js";
import {defaultDefinitions} from "./defaultDefinitions.js";
import {patientRows} from "./patientRows.js";
import {releaseAlterations} from "./releaseAlterations.js";

/**
 * The cohort extract of a release: one row per person, in the order of the table `patients`, without patient keys.
 *
 * @throws {ReleaseError} if a record refers to no patient, or a patient has two where one is meant
 */
export function projectCohort(release: Release): TableData {
  const alterations = releaseAlterations(release).map(({name}) => name);
  const schema = cohortSchema(alterations);
  const rows = patientRows(release);
  const patients = release.table("patients");
  const own = new Set(patients.schema.fields.map(({name}) => name));
  const columns: Record<string, ArrayLike<Cell>> = {
    karyotype_status: rows.align("cytogenetics", "status"),
    hct_day: firstTransplant(release, rows.rowsOf("treatments"), rows.count)
  };
  for (const {name} of schema.columns) if (own.has(name)) columns[name] = columnOf(patients, name);
  for (const {name} of cytogeneticFlags) columns[`cyto_${name}`] = rows.align("cytogenetics", name);
  for (const name of alterations) columns[name] = rows.align("patient_features", name);
  Object.assign(columns, outcomeColumns(release, rows.rowsOf("outcomes"), rows.count));
  return {schema, ...persons(columns, columnOf(patients, "patient_id"), duplicatePatients(release))};
}

/** Leaves out the records for which another one stands, and numbers the rest. */
function persons(
  columns: Readonly<Record<string, ArrayLike<Cell>>>,
  ids: readonly Cell[],
  duplicates: ReadonlySet<Cell>
): Pick<TableData, "rows" | "columns"> {
  const kept = ids.flatMap((id, row) => (duplicates.has(id) ? [] : [row]));
  const picked: Record<string, ArrayLike<Cell>> = {row: kept.map((_, i) => i)};
  for (const [name, cells] of Object.entries(columns))
    picked[name] = duplicates.size === 0 ? cells : kept.map((row) => cells[row]);
  return {rows: kept.length, columns: picked};
}

function outcomeColumns(release: Release, rows: Int32Array, count: number): Record<string, Cell[]> {
  const empty = (): Cell[] => new Array<Cell>(count).fill(null);
  const columns: Record<string, Cell[]> = {CIR_status: empty()};
  for (const name of cohortEndpoints) {
    columns[`${name}_days`] = empty();
    columns[`${name}_status`] = empty();
  }
  const outcomes = release.table("outcomes");
  const days = columnOf(outcomes, "time_days");
  const status = columnOf(outcomes, "status");
  const definitions = columnOf(outcomes, "definition");
  const defaults = defaultDefinitions(release);
  columnOf(outcomes, "endpoint").forEach((endpoint, i) => {
    const name = String(endpoint);
    if (defaults.get(name) !== definitions[i]) return;
    if (Object.hasOwn(columns, `${name}_days`)) columns[`${name}_days`][rows[i]] = days[i];
    if (Object.hasOwn(columns, `${name}_status`)) columns[`${name}_status`][rows[i]] = status[i];
  });
  return columns;
}

function firstTransplant(release: Release, rows: Int32Array, count: number): Cell[] {
  const first = new Array<Cell>(count).fill(null);
  const treatments = release.table("treatments");
  const days = columnOf(treatments, "start_day");
  columnOf(treatments, "phase").forEach((phase, i) => {
    const day = days[i];
    if (phase !== "hct_allo" || typeof day !== "number") return;
    const known = first[rows[i]];
    if (typeof known !== "number" || day < known) first[rows[i]] = day;
  });
  return first;
}
