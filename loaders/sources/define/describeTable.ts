import type {ColumnInfo, TableInfo} from "../rawTable.js";

/**
 * What a file says of its columns, completed by the definition that goes with it: the definition's labels and code lists
 * stand, and its display format where the file has none.
 */
export function describeTable(own: TableInfo, definition: TableInfo | undefined): TableInfo {
  if (definition === undefined) return own;
  const columns = new Map<string, ColumnInfo>();
  for (const [name, column] of own.columns) {
    const defined = definition.columns.get(name);
    const label = defined === undefined || defined.label === "" ? column.label : defined.label;
    const format = column.format ?? defined?.format;
    columns.set(name, {
      ...column,
      label,
      ...(format === undefined ? {} : {format}),
      ...(defined?.codes === undefined ? {} : {codes: defined.codes})
    });
  }
  return {name: own.name, label: definition.label === "" ? own.label : definition.label, columns};
}

/** A column in a message: its name, and its label where it has one. */
export function labelled(name: string, info: ColumnInfo | undefined): string {
  return info === undefined || info.label === "" ? name : `${name} (${info.label})`;
}
