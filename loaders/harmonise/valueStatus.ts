import {valueStatusTable} from "../../src/model/tables.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {ReasonedTable} from "./reasonedTable.js";

/**
 * One row per table, variable, source and reason for a missing value. For every variable the rows add up to its
 * missing values, but for `CENSORED_LOD`: those are values, each the limit beyond which the measurement lies.
 */
export function valueStatus(tables: HarmonisedTables): TableData {
  const result = new ReasonedTable(valueStatusTable);
  const sources = sourceLookup(tables);
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

/** Finds the source of every row of a table: its own column, or that of its patient or sample. */
function sourceLookup(tables: HarmonisedTables): (table: ReasonedTable) => readonly Cell[] | string {
  const all = tables.sources.column("source_id").values;
  if (all.length === 1) return () => String(all[0]);
  const ofPatient = new Map<Cell, Cell>();
  const sources = tables.patients.column("source_id").values;
  tables.patients.column("patient_id").values.forEach((id, i) => ofPatient.set(id, sources[i]));
  const ofSample = new Map<Cell, Cell>();
  const patients = tables.samples.column("patient_id").values;
  tables.samples.column("sample_id").values.forEach((id, i) => ofSample.set(id, ofPatient.get(patients[i]) ?? null));
  return (table) => {
    const names = new Set(table.schema.columns.map((column) => column.name));
    if (names.has("source_id")) return table.column("source_id").values;
    if (names.has("patient_id")) return table.column("patient_id").values.map((id) => ofPatient.get(id) ?? null);
    if (names.has("sample_id")) return table.column("sample_id").values.map((id) => ofSample.get(id) ?? null);
    return [];
  };
}
