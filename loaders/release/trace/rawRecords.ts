import {tokenPrefix} from "../../harmonise/provenance/rawTokens.js";
import {columnOf} from "../columnOf.js";
import {hasTable} from "../hasTable.js";
import type {Release} from "../readRelease.js";
import type {Cell} from "../tableData.js";

/** A raw record of a file with what may be known of one of its cells. */
export interface RawCell {
  /** Data record in the file, counted from 1 after the header. */
  readonly record: number;
  /** The token as delivered, trimmed; null where it is withheld or could not be read. */
  readonly token: string | null;
}

/** Finds the raw records of a harmonised row by its patient's key or, in a file of calls, by its own. */
export type RawRecords = (table: string, keys: readonly Cell[], column: string) => RawCell[];

/** Reads raw records of a release, each table once. */
export function rawRecords(release: Release): RawRecords {
  const known = new Map<string, ReadonlyMap<Cell, readonly number[]>>();
  const rowsByKey = (name: string): ReadonlyMap<Cell, readonly number[]> => {
    const found = known.get(name);
    if (found) return found;
    const table = release.table(name);
    const keyName = table.getChild("mutation_id") === null ? "patient_id" : "mutation_id";
    const rows = new Map<Cell, number[]>();
    columnOf(table, keyName).forEach((key, row) => {
      const list = rows.get(key);
      if (list) list.push(row);
      else rows.set(key, [row]);
    });
    known.set(name, rows);
    return rows;
  };
  return (name, keys, column) => {
    if (!hasTable(release, name)) return [];
    const rows = rowsByKey(name);
    const table = release.table(name);
    const records = table.getChild("record")!;
    const tokens = table.getChild(tokenPrefix + column);
    const cells = keys.flatMap((key) =>
      (rows.get(key) ?? []).map((row) => ({
        record: Number(records.get(row)),
        token: (tokens?.get(row) ?? null) as string | null
      }))
    );
    // Of several records only one may hold the cell, as in a long file.
    return cells.some(({token}) => token !== null) ? cells.filter(({token}) => token !== null) : cells;
  };
}
