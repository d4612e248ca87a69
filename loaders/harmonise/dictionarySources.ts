import {dictionarySourcesTable} from "../../src/model/tables.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {ReasonedTable} from "./reasonedTable.js";
import {sourceOfRows} from "./sourceOfRows.js";

/**
 * Which sources supply a variable: per variable of a harmonised table and source, in how many of the source's rows it is
 * known. A source without rows in a table is left out.
 */
export function dictionarySources(tables: HarmonisedTables): TableData {
  const result = new ReasonedTable(dictionarySourcesTable);
  const sources = sourceOfRows(tables);
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
      const missing = table.countReasons(name, groups);
      for (const [source, n] of rows) {
        let absent = 0;
        for (const [reason, count] of missing.get(source) ?? []) if (reason !== "CENSORED_LOD") absent += count;
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
