import type {Table} from "apache-arrow";
import type {VariableChange} from "../../../src/model/releaseComparison.js";
import {columnOf} from "../columnOf.js";
import type {Cell} from "../tableData.js";
import {matchRows} from "./matchRows.js";

/** A table of two releases, side by side. */
export interface ComparedTable {
  /** Variables that came, went or changed. */
  readonly variables: readonly VariableChange[];
  /** Rows of the earlier and of the later table that differ: gone or come, or with another value. */
  readonly rowsBefore: readonly number[];
  readonly rowsAfter: readonly number[];
}

/** Compares a table's rows by key, column by column; without a key, only its columns and how much of them is known. */
export function compareTable(
  name: string,
  before: Table,
  after: Table,
  key: readonly string[] | undefined
): ComparedTable {
  const matched = key === undefined ? null : matchRows(before, after, key);
  const rowsBefore = new Set<number>();
  const rowsAfter = new Set<number>(matched?.come);
  matched?.laterOf.forEach((later, earlier) => {
    if (later < 0) rowsBefore.add(earlier);
  });
  const compared = before.numRows - rowsBefore.size;
  const variables: VariableChange[] = [];
  const [columnsBefore, columnsAfter] = [before, after].map((d) => d.schema.fields.map((field) => field.name));
  for (const column of [...columnsAfter, ...columnsBefore.filter((d) => !columnsAfter.includes(d))]) {
    const old = columnsBefore.includes(column) ? columnOf(before, column) : null;
    const current = columnsAfter.includes(column) ? columnOf(after, column) : null;
    const known = {knownBefore: old && knownCells(old), knownAfter: current && knownCells(current)};
    if (!old || !current) {
      const change = old ? "removed" : "added";
      variables.push({table: name, column, change, compared: null, changed: null, ...known});
      continue;
    }
    let changed = 0;
    matched?.laterOf.forEach((later, earlier) => {
      if (later < 0 || old[earlier] === current[later]) return;
      ++changed;
      rowsBefore.add(earlier);
      rowsAfter.add(later);
    });
    if (changed > 0 || known.knownBefore !== known.knownAfter) {
      const counts = matched ? {compared, changed} : {compared: null, changed: null};
      variables.push({table: name, column, change: "changed", ...counts, ...known});
    }
  }
  return {variables, rowsBefore: [...rowsBefore], rowsAfter: [...rowsAfter]};
}

/** The columns of a table that only one of two releases has. */
export function loneTable(name: string, table: Table, change: "added" | "removed"): VariableChange[] {
  return table.schema.fields.map((field) => {
    const known = knownCells(columnOf(table, field.name));
    return {
      table: name,
      column: field.name,
      change,
      compared: null,
      changed: null,
      knownBefore: change === "removed" ? known : null,
      knownAfter: change === "added" ? known : null
    };
  });
}

function knownCells(cells: readonly Cell[]): number {
  return cells.reduce((n: number, cell) => n + (cell === null ? 0 : 1), 0);
}
