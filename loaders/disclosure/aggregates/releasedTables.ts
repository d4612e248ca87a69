import type {HarmonisedTables} from "../../harmonise/harmonisedTables.js";
import {ReasonedTable} from "../../harmonise/reasonedTable.js";
import type {TableData} from "../../release/tableData.js";

/** Tables of a release in the making, by name. */
export type TablesByName = ReadonlyMap<string, TableData>;

/**
 * Released tables in the form in which the harmonisation counts them. Those that are not released are absent, so only for
 * counts that do without.
 */
export function harmonisedAgain(tables: TablesByName): HarmonisedTables {
  return Object.fromEntries([...tables].map(([name, table]) => [name, reasoned(table)])) as unknown as HarmonisedTables;
}

function reasoned({schema, rows, columns}: TableData): ReasonedTable {
  const result = new ReasonedTable(schema);
  for (const {name} of schema.columns) {
    const column = result.column(name);
    for (let row = 0; row < rows; ++row) column.push(columns[name][row]);
  }
  return result;
}
