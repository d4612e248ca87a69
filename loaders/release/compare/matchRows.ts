import type {Table} from "apache-arrow";
import {columnOf} from "../columnOf.js";
import type {Cell} from "../tableData.js";

/** Rows of two tables by key. */
export interface MatchedRows {
  /** Row of the later table for every row of the earlier one, -1 if it is gone. */
  readonly laterOf: Int32Array;
  /** Rows of the later table that were not in the earlier one. */
  readonly come: readonly number[];
}

/**
 * Finds the rows of a table again in another release by the key columns. Rows with the same key are told apart by their
 * order. Null if either table lacks a key column.
 */
export function matchRows(before: Table, after: Table, key: readonly string[]): MatchedRows | null {
  const earlier = keysOf(before, key);
  const later = keysOf(after, key);
  if (!earlier || !later) return null;
  const rowOf = new Map(later.map((text, row) => [text, row]));
  const laterOf = Int32Array.from(earlier, (text) => rowOf.get(text) ?? -1);
  const found = new Uint8Array(later.length);
  for (const row of laterOf) if (row >= 0) found[row] = 1;
  const come: number[] = [];
  found.forEach((flag, row) => {
    if (flag === 0) come.push(row);
  });
  return {laterOf, come};
}

function keysOf(table: Table, key: readonly string[]): string[] | null {
  if (key.some((name) => table.getChild(name) === null)) return null;
  const columns = key.map((name) => columnOf(table, name));
  const seen = new Map<string, number>();
  return Array.from({length: table.numRows}, (_, row) => {
    const text = keyText(columns, row);
    const n = (seen.get(text) ?? 0) + 1;
    seen.set(text, n);
    return n === 1 ? text : `${text}\u0001${n}`;
  });
}

function keyText(columns: readonly Cell[][], row: number): string {
  return columns.map((cells) => (cells[row] === null ? "\u0002" : String(cells[row]))).join("\u0000");
}
