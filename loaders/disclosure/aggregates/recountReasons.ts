import {valueStatusTable} from "../../../src/model/tables.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";
import type {TablesByName} from "./releasedTables.js";
import {rowSources} from "./rowSources.js";

/** Values that are limits are counted beside missing ones. */
const censored = "CENSORED_LOD";

/**
 * The table `value_status` of the released rows: what was blanked for anonymity is `MASKED`; the reasons of the others are
 * as they were, in proportion where rows were left out, and one of fewer than k rows counts with the commonest.
 *
 * @param exactRows rows of a table by source before, undefined for a table that was not there
 */
export function recountReasons(
  exact: TableData,
  released: TablesByName,
  exactRows: (table: string) => ReadonlyMap<Cell, number> | undefined,
  k: number
): TableData {
  const before = reasonsBefore(exact);
  const result = new TableBuilder(valueStatusTable);
  const patients = released.get("patients")!;
  const sourcesOf = rowSources({patients, samples: released.get("samples")});
  for (const [table, data] of released) {
    const sources = sourcesOf(data);
    // Tables that also count all sources together have no values of a source of their own.
    if (!sources || sources.includes(null)) continue;
    const rows = countBy(sources);
    for (const {name, nullable} of data.schema.columns) {
      if (!nullable) continue;
      const nulls = countBy(sources.filter((_, row) => data.columns[name][row] === null));
      for (const [source, n] of rows) {
        const reasons = before.get(JSON.stringify([table, name, source])) ?? new Map<string, number>();
        const share = Math.min(1, n / (exactRows(table)?.get(source) ?? n));
        for (const [reason, count] of reasonsNow(reasons, nulls.get(source) ?? 0, share, k))
          result.push({table, column: name, source_id: source, reason, n: count});
      }
    }
  }
  return result.build();
}

function reasonsNow(
  before: ReadonlyMap<string, number>,
  missing: number,
  share: number,
  k: number
): Map<string, number> {
  const limits = Math.min(Math.round((before.get(censored) ?? 0) * share));
  const now = new Map<string, number>();
  let left = missing;
  const known = [...before].filter(([reason]) => reason !== censored && reason !== "MASKED");
  known.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  for (const [reason, n] of known) {
    const kept = Math.min(left, Math.round(n * share));
    left -= kept;
    const [most] = now.keys();
    const as = kept < k && most !== undefined ? most : reason;
    if (kept > 0) now.set(as, (now.get(as) ?? 0) + kept);
  }
  if (left > 0) now.set("MASKED", left);
  if (limits >= k) now.set(censored, limits);
  return now;
}

function reasonsBefore({rows, columns}: TableData): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (let row = 0; row < rows; ++row) {
    const key = JSON.stringify([columns.table[row], columns.column[row], columns.source_id[row]]);
    const reasons = found.get(key) ?? new Map<string, number>();
    found.set(key, reasons);
    const reason = String(columns.reason[row]);
    reasons.set(reason, (reasons.get(reason) ?? 0) + Number(columns.n[row]));
  }
  return found;
}

/** How often each value occurs. */
export function countBy(cells: readonly Cell[]): Map<Cell, number> {
  const counts = new Map<Cell, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}
