import {valueStatusTable} from "../../src/model/tables.js";
import type {TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {ReasonedTable} from "./reasonedTable.js";
import {sourceOfRows} from "./sourceOfRows.js";

/**
 * One row per table, variable, source and reason for a missing value. For every variable the rows add up to its
 * missing values, but for `CENSORED_LOD`: those are values, each the limit beyond which the measurement lies.
 */
export function valueStatus(tables: HarmonisedTables): TableData {
  const result = new ReasonedTable(valueStatusTable);
  const sources = sourceOfRows(tables);
  for (const table of Object.values(tables) as ReasonedTable[]) {
    const groups = sources(table);
    for (const {name, nullable} of table.schema.columns) {
      if (!nullable) continue;
      for (const [source, reasons] of table.countReasons(name, groups))
        for (const [reason, n] of reasons)
          result.push({table: table.schema.name, column: name, source_id: source, reason, n});
    }
  }
  return result.data();
}
