import type {Table} from "apache-arrow";
import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import {ReleaseError} from "../release/releaseError.js";
import type {Cell} from "../release/tableData.js";

/** Brings tables that refer to patients into the order of the table `patients`. */
export interface PatientRows {
  readonly count: number;
  /** The row of each record's patient. */
  rowsOf(table: string): Int32Array;
  /** A column of a table with at most one record per patient, one cell per patient; null where there is no record. */
  align(table: string, column: string): Cell[];
}

/**
 * The patients of a release by row.
 *
 * @throws {ReleaseError} if a patient occurs twice, or a record refers to none
 */
export function patientRows(release: Release): PatientRows {
  const rowOf = new Map<Cell, number>();
  columnOf(release.table("patients"), "patient_id").forEach((id, row) => {
    if (rowOf.has(id)) throw new ReleaseError("patients", `row ${row + 1}: duplicate patient`);
    rowOf.set(id, row);
  });
  const known = new Map<string, Int32Array>();
  const find = (name: string): Int32Array => {
    const ids = columnOf(release.table(name), "patient_id");
    return Int32Array.from(ids, (id, i) => {
      const row = rowOf.get(id);
      if (row === undefined) throw new ReleaseError(name, `row ${i + 1}: unknown patient`);
      return row;
    });
  };
  const rowsOf = (name: string): Int32Array => {
    const rows = known.get(name) ?? find(name);
    known.set(name, rows);
    return rows;
  };
  return {
    count: rowOf.size,
    rowsOf,
    align(name, column) {
      const table: Table = release.table(name);
      const cells = new Array<Cell>(rowOf.size).fill(null);
      const rows = rowsOf(name);
      const filled = new Uint8Array(rowOf.size);
      columnOf(table, column).forEach((cell, i) => {
        if (filled[rows[i]]++ > 0) throw new ReleaseError(name, `row ${i + 1}: second record of a patient`);
        cells[rows[i]] = cell;
      });
      return cells;
    }
  };
}
