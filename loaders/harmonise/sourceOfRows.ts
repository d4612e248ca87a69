import type {Cell} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import type {ReasonedTable} from "./reasonedTable.js";

/**
 * Finds the source of every row of a table: its own column, or that of its patient or sample. One name stands for all
 * rows where there is one source; an empty list means that rows belong to no source.
 */
export function sourceOfRows(tables: HarmonisedTables): (table: ReasonedTable) => readonly Cell[] | string {
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
