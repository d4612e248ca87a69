/** A value bound to a placeholder. */
export type SqlParameter = string | number;

/** A column of a result, as Arrow vectors offer it. */
export interface ResultColumn {
  get(row: number): unknown;
  /** Ignores which values are null: only for columns without. */
  toArray(): ArrayLike<number>;
}

/** A result, as Arrow tables offer it. */
export interface ResultTable {
  readonly numRows: number;
  getChild(name: string): ResultColumn | null;
}

/** A connection to DuckDB, wherever it runs. */
export interface SqlConnection {
  /** Runs one statement; `?` placeholders take the parameters in order. */
  query(sql: string, parameters?: readonly SqlParameter[]): Promise<ResultTable>;
  close(): Promise<void>;
}

/**
 * A column of a result.
 *
 * @throws {RangeError} if the result has none of that name
 */
export function resultColumn(table: ResultTable, name: string): ResultColumn {
  const column = table.getChild(name);
  if (column === null) throw new RangeError(`unknown result column: ${name}`);
  return column;
}

/** A name as a quoted SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
