import type {Table} from "apache-arrow";
import {rowKey} from "../compare/rowKeys.js";
import {columnOf} from "../columnOf.js";
import {patientOfRow} from "../patientOfRow.js";
import type {Release} from "../readRelease.js";
import {ReleaseError} from "../releaseError.js";
import type {Cell} from "../tableData.js";

/** A harmonised row that belongs to a key. */
export interface FoundRow {
  readonly table: string;
  /** The row's own key: the call, sample, assay or treatment, else the patient. */
  readonly key: string;
  readonly patient: Cell;
  /** Event, phase, endpoint, its definition or classification of the row; null for tables without such. */
  readonly scope: Cell;
  /** Values by variable; the keys are left out. */
  readonly cells: Readonly<Record<string, Cell>>;
}

const ownKeys = ["mutation_id", "treatment_id", "assay_id"];
const keyColumns = new Set([...ownKeys, "sample_id", "patient_id", "source_id"]);

/** A patient has a thousand rows of it, of none of which the raw token is kept. */
const untraced: ReadonlySet<string> = new Set(["expression"]);

/** Column that says which kind of row a row is, by table. */
const scopes: Readonly<Record<string, string>> = {
  events: "event",
  treatments: "phase",
  outcomes: "definition",
  reported_outcomes: "endpoint",
  classifications: "system"
};

/**
 * The harmonised rows of a key: all rows of a patient, or those of one call, treatment, assay or sample.
 *
 * @throws {ReleaseError} if there is none
 */
export function findRows(release: Release, key: string): FoundRow[] {
  const isPatient = columnOf(release.table("patients"), "patient_id").includes(key);
  const found = release.manifest.tables.flatMap(({name}): FoundRow[] => {
    if (name.startsWith("raw_") || untraced.has(name) || rowKey(name) === undefined) return [];
    const table = release.table(name);
    const patients = patientOfRow(release, table);
    if (!patients) return [];
    const own = ownKeys.find((column) => table.getChild(column) !== null);
    const keys = own === undefined ? undefined : columnOf(table, own);
    const samples =
      own === undefined && table.getChild("sample_id") !== null ? columnOf(table, "sample_id") : undefined;
    return patients.flatMap((patient, row) => {
      const ownKey = keys?.[row] ?? samples?.[row] ?? patient;
      return (isPatient ? patient : ownKey) === key ? [rowOf(name, table, row, String(ownKey), patient)] : [];
    });
  });
  if (found.length === 0) throw new ReleaseError(release.folder, `unknown row key: ${key}`);
  return found;
}

function rowOf(name: string, table: Table, row: number, key: string, patient: Cell): FoundRow {
  const cells: Record<string, Cell> = {};
  for (const {name: column} of table.schema.fields)
    if (!keyColumns.has(column)) cells[column] = (table.getChild(column)!.get(row) ?? null) as Cell;
  const scope = Object.hasOwn(scopes, name) ? cells[scopes[name]] : null;
  return {table: name, key, patient, scope, cells};
}
