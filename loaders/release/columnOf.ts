import type {Table} from "apache-arrow";
import type {Cell} from "./tableData.js";

/**
 * A column as plain values, null where not known: text, numbers, booleans; never bigint.
 *
 * @throws {RangeError} on an unknown column
 */
export function columnOf(table: Table, name: string): Cell[] {
  const vector = table.getChild(name);
  if (vector === null) throw new RangeError(`unknown column: ${name}`);
  return Array.from(vector as Iterable<Cell>);
}

/** A table as plain objects, one per row. */
export function rowsOf(table: Table): Record<string, Cell>[] {
  const names = table.schema.fields.map(({name}) => name);
  const columns = names.map((name) => columnOf(table, name));
  return Array.from({length: table.numRows}, (_, i) =>
    Object.fromEntries(names.map((name, j) => [name, columns[j][i]]))
  );
}
