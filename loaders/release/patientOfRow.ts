import type {Table} from "apache-arrow";
import {columnOf} from "./columnOf.js";
import {hasTable} from "./hasTable.js";
import type {Release} from "./readRelease.js";
import type {Cell} from "./tableData.js";

/**
 * The patient of every row of a table, by the table's own column or by the row's sample; undefined for a table that is
 * not about patients.
 */
export function patientOfRow(release: Release, table: Table): readonly Cell[] | undefined {
  if (table.getChild("patient_id") !== null) return columnOf(table, "patient_id");
  if (table.getChild("sample_id") === null || !hasTable(release, "samples")) return undefined;
  const samples = release.table("samples");
  const patients = columnOf(samples, "patient_id");
  const ofSample = new Map(columnOf(samples, "sample_id").map((id, row) => [id, patients[row]]));
  return columnOf(table, "sample_id").map((id) => ofSample.get(id) ?? null);
}
