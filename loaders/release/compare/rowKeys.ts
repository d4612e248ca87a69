import type {TableSchema} from "../../../src/model/column.js";
import * as model from "../../../src/model/tables.js";

/** Tables whose order of rows is not by their key, or whose columns depend on the disease. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  patients: ["patient_id"],
  patient_features: ["patient_id"],
  // The day is what may change; several events of one kind are told apart by their order.
  events: ["patient_id", "event"]
};

const keys: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.values(model)
    .filter((exported): exported is TableSchema => typeof exported === "object")
    .map(({name, sortBy}) => [name, sortBy] as const),
  ...Object.entries(exceptions)
]);

/** Columns by which a row of a table is found again in another release; undefined if its rows have no key. */
export function rowKey(table: string): readonly string[] | undefined {
  const columns = keys.get(table);
  return columns === undefined || columns.length === 0 ? undefined : columns;
}
