import type {TableSchema} from "../../src/model/column.js";
import {compareText} from "./textOrder.js";

/** A cell of a harmonised table; null = not known, never "no". */
export type Cell = string | number | boolean | null;

/** A harmonised table in memory, column-major; every column of the schema has `rows` cells. */
export interface TableData {
  readonly schema: TableSchema;
  readonly rows: number;
  readonly columns: Readonly<Record<string, ArrayLike<Cell>>>;
}

/** Collects a table row by row. */
export class TableBuilder {
  private readonly columns: Record<string, Cell[]>;
  private count = 0;

  constructor(readonly schema: TableSchema) {
    this.columns = Object.fromEntries(schema.columns.map(({name}) => [name, []]));
  }

  /** Appends one row; a column that the row does not name is null. */
  push(row: Readonly<Record<string, Cell>>): void {
    for (const {name} of this.schema.columns) this.columns[name].push(row[name] ?? null);
    ++this.count;
  }

  get rows(): number {
    return this.count;
  }

  build(): TableData {
    return {schema: this.schema, rows: this.count, columns: this.columns};
  }
}

/** Compares two cells: null first, numbers by value, text by code point (not by locale, which differs by machine). */
export function compareCells(a: Cell, b: Cell): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return comparePlain(a, b);
}

/** {@link compareCells} for numbers, truth values and text whose units sort as its code points do. */
export function comparePlain(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
