import type {Column, ColumnType} from "../../../src/model/column.js";
import type {RawTable} from "../../sources/rawTable.js";
import type {OpenFile} from "../openSource.js";
import type {Cohort} from "../patients.js";
import {ReasonedColumn, ReasonedTable} from "../reasonedTable.js";
import type {KeyedRows} from "./provenanceLog.js";
import {tokenPolicy, type TokenTest} from "./tokenPolicy.js";

/** Prefix of the columns that hold tokens, so that no raw column can have the name of ours. */
export const tokenPrefix = "raw_";

/** Name of the table with the raw tokens of a file: `raw_<source>_<file in the mapping>`, in lower case. */
export function tokensTable(source: string, file: string): string {
  return `raw_${source}_${file}`.toLowerCase();
}

/** More distinct tokens than this are not worth a list of their own. */
const mostDistinct = 4096;
const mostRemembered = 20_000;

/**
 * The raw tokens of a file, one row per used record, in a long file with the tokens of its own cells: its number, the key of the harmonised row it belongs to (the call in
 * a file of mutations, else the patient), and the trimmed tokens of the columns that may be kept ({@link tokenPolicy}).
 * A token that may not be kept, or could not be read, is null.
 *
 * @param joined index of the patient by row
 * @param calls key of the call by row, for a file of mutations
 */
export function rawTokens(
  source: string,
  {name, spec, raw, ledger}: OpenFile,
  joined: Int32Array,
  calls: KeyedRows | undefined,
  cohort: Cohort
): ReasonedTable {
  const {rows, records} = recordsOf(raw, calls?.rows ?? ledger.usedRows());
  const keys = calls?.keys ?? Array.from(rows, (row) => cohort.ids[joined[row]]);
  const keyName = calls ? "mutation_id" : "patient_id";
  const tokens = [...tokenPolicy(spec)].map(([column, test]) => ({
    column,
    values: keptTokens(raw, column, {rows, records}, test)
  }));
  const table = new ReasonedTable({
    name: tokensTable(source, name),
    grain: `one row per used record of ${spec.file}`,
    sortBy: ["record"],
    columns: [
      internal("record", "i32", "Record", "Data record in the file, counted from 1 after the header"),
      internal(keyName, "id", "Key", "Harmonised row that the record belongs to"),
      ...tokens.map(({column, values}) =>
        internal(
          tokenPrefix + column,
          isShort(values) ? "code" : "str",
          column,
          `Token of the raw column ${column} as delivered; null where it may not be kept`,
          true
        )
      )
    ]
  });
  for (const record of records) table.column("record").push(record);
  for (const key of keys) table.column(keyName).push(key);
  for (const {column, values} of tokens) table.column(tokenPrefix + column).append(values);
  return table;
}

function internal(name: string, type: ColumnType, label: string, definition: string, nullable = false): Column {
  const vocabulary = type === "code" ? {vocabulary: "open"} : {};
  return {name, type, label, definition, nullable, privacyClass: "never_public", ...vocabulary};
}

/** Rows of a table with the records of which they are made, a row for each. */
interface RecordRows {
  readonly rows: Uint32Array;
  readonly records: readonly number[];
}

function recordsOf(raw: RawTable, rows: Uint32Array): RecordRows {
  if (!raw.records) return {rows, records: Array.from(rows, (row) => raw.recordNumber(row))};
  const records = Array.from(rows, (row) => raw.records!(row));
  return {rows: Uint32Array.from(records.flatMap((list, i) => list.map(() => rows[i]))), records: records.flat()};
}

function keptTokens(raw: RawTable, name: string, {rows, records}: RecordRows, test: TokenTest): ReasonedColumn {
  const column = new ReasonedColumn();
  const cells = raw.column(name);
  const remembered = new Map<string, string | null>();
  rows.forEach((row, i) => {
    if (raw.records && raw.recordNumber(row, name) !== records[i]) return column.push(null, "NOT_APPLICABLE");
    const cell = cells[row];
    let kept = remembered.get(cell);
    if (kept === undefined) {
      const token = cell.trim();
      kept = test(token) ? token : null;
      if (remembered.size < mostRemembered) remembered.set(cell, kept);
    }
    column.push(kept, "MASKED");
  });
  return column;
}

function isShort({values}: ReasonedColumn): boolean {
  const distinct = new Set<unknown>();
  for (const value of values) if (distinct.add(value).size > mostDistinct) return false;
  return true;
}
