import {dictionarySourcesTable} from "../../src/model/tables.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {ReasonedTable} from "./reasonedTable.js";
import {sourceOfRows} from "./sourceOfRows.js";

/**
 * Which sources supply a variable: per variable of a harmonised table and source, in how many of the source's rows it is
 * known. A source without rows in a table is left out.
 *
 * @param status the table `value_status` of the same tables
 */
export function dictionarySources(tables: HarmonisedTables, status: TableData): TableData {
  const result = new ReasonedTable(dictionarySourcesTable);
  const sources = sourceOfRows(tables);
  const absentIn = missingRows(status);
  for (const table of Object.values(tables) as ReasonedTable[]) {
    const groups = sources(table);
    const rows = new Map<string, number>();
    const add = (source: Cell): void => {
      if (source !== null) rows.set(String(source), (rows.get(String(source)) ?? 0) + 1);
    };
    if (typeof groups === "string") {
      if (table.rows > 0) rows.set(groups, table.rows);
    } else groups.forEach(add);
    for (const {name} of table.schema.columns) {
      for (const [source, n] of rows) {
        const absent = absentIn.get(JSON.stringify([table.schema.name, name, source])) ?? 0;
        result.push({
          table: table.schema.name,
          name,
          source_id: source,
          available: absent === 0 ? "full" : absent === n ? "none" : "partial",
          n_known: n - absent,
          n_rows: n
        });
      }
    }
  }
  return result.data();
}

/** Rows without a value by table, column and source. */
function missingRows({rows, columns}: TableData): Map<string, number> {
  const result = new Map<string, number>();
  for (let i = 0; i < rows; ++i) {
    if (columns.reason[i] === "CENSORED_LOD") continue;
    const key = JSON.stringify([columns.table[i], columns.column[i], columns.source_id[i]]);
    result.set(key, (result.get(key) ?? 0) + Number(columns.n[i]));
  }
  return result;
}
