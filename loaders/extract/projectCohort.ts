import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import type {SiteEndpoint} from "../../src/model/siteData.js";
import {columnOf} from "../release/columnOf.js";
import {duplicatePatients} from "../release/duplicatePatients.js";
import type {Release} from "../release/readRelease.js";
import type {Cell, TableData} from "../release/tableData.js";
import {cohortSchema} from "./cohortSchema.js";
import {defaultDefinitions} from "./defaultDefinitions.js";
import {derivedColumns} from "./derived/derivedColumns.js";
import {patientRows} from "./patientRows.js";
import {releaseAlterations} from "./releaseAlterations.js";
import {survivalEndpoints} from "./survivalEndpoints.js";

/**
 * The cohort extract of a release: one row per person, in the order of the table `patients`, without patient keys.
 *
 * @throws {ReleaseError} if a record refers to no patient, or a patient has two where one is meant
 */
export function projectCohort(release: Release): TableData {
  const alterations = releaseAlterations(release).map(({name}) => name);
  const endpoints = survivalEndpoints(release);
  const derived = derivedColumns(release);
  const schema = cohortSchema(
    alterations,
    endpoints.map(({key}) => key),
    derived.map(({column}) => column)
  );
  const rows = patientRows(release);
  const patients = release.table("patients");
  const own = new Set(patients.schema.fields.map(({name}) => name));
  const columns: Record<string, ArrayLike<Cell>> = {
    karyotype_status: rows.align("cytogenetics", "status")
  };
  for (const {column, cells} of derived) columns[column.name] = cells;
  for (const {name} of schema.columns) if (own.has(name)) columns[name] = columnOf(patients, name);
  for (const {name} of cytogeneticFlags) columns[`cyto_${name}`] = rows.align("cytogenetics", name);
  for (const name of alterations) columns[name] = rows.align("patient_features", name);
  Object.assign(columns, outcomeColumns(release, endpoints, rows.rowsOf("outcomes"), rows.count));
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

function outcomeColumns(
  release: Release,
  endpoints: readonly SiteEndpoint[],
  rows: Int32Array,
  count: number
): Record<string, Cell[]> {
  const empty = (): Cell[] => new Array<Cell>(count).fill(null);
  const columns: Record<string, Cell[]> = {CIR_status: empty()};
  const keys = new Map(endpoints.map(({key, definition}) => [definition, key]));
  const relapse = defaultDefinitions(release).get("CIR");
  for (const key of keys.values()) {
    columns[`${key}_days`] = empty();
    columns[`${key}_status`] = empty();
  }
  const outcomes = release.table("outcomes");
  const days = columnOf(outcomes, "time_days");
  const status = columnOf(outcomes, "status");
  columnOf(outcomes, "definition").forEach((definition, i) => {
    const key = keys.get(String(definition));
    if (key !== undefined) columns[`${key}_days`][rows[i]] = days[i];
    if (key !== undefined) columns[`${key}_status`][rows[i]] = status[i];
    if (definition === relapse) columns.CIR_status[rows[i]] = status[i];
  });
  return columns;
}
