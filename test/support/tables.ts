import type {Cell, TableData} from "../../loaders/release/tableData.js";

/** Row of a table as an object. */
export type Row = Readonly<Record<string, Cell>>;

/** Finds tables by name and reads them by row, for assertions. */
export function reader(tables: readonly TableData[]) {
  const table = (name: string): TableData => {
    const found = tables.find(({schema}) => schema.name === name);
    if (!found) throw new RangeError(`unknown table: ${name}`);
    return found;
  };
  const rows = (name: string): Row[] => {
    const {schema, rows: n, columns} = table(name);
    return Array.from({length: n}, (_, i) =>
      Object.fromEntries(schema.columns.map((column) => [column.name, columns[column.name][i]]))
    );
  };
  return {
    table,
    rows,
    column: (name: string, column: string): Cell[] => Array.from(table(name).columns[column]),
    /** Findings by rule, the file if several have it: `rule` or `rule@file`, to the number found. */
    findings: (): Record<string, number> => {
      const all = rows("findings");
      return Object.fromEntries(
        all.map(({rule_id, file, n}) => {
          const several = all.filter((d) => d.rule_id === rule_id).length > 1;
          return [several ? `${String(rule_id)}@${String(file)}` : String(rule_id), Number(n)];
        })
      );
    }
  };
}

/** How often each value occurs. */
export function tally(values: Iterable<Cell>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
