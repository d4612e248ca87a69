import type {TableSchema} from "../../src/model/column.js";
import {compareText, sortsByUnit} from "./textOrder.js";

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
function comparePlain(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of rows by the schema's `sortBy`; ties keep the order in which rows came. */
export function sortedOrder({schema, rows, columns}: TableData): Uint32Array {
  const order = Uint32Array.from({length: rows}, (_, i) => i);
  const keys = schema.sortBy.map((name) => {
    const cells = columns[name];
    // Looking at each cell once is much cheaper than at two in every comparison.
    const special = Array.prototype.some.call(cells, (cell: Cell) => typeof cell === "string" && !sortsByUnit(cell));
    return {cells, compare: special ? compareCells : comparePlain, starts: special ? undefined : startsOf(cells, rows)};
  });
  const compareRows = (i: number, j: number) => {
    for (const {cells, compare, starts} of keys) {
      if (starts && starts[i] !== starts[j]) return starts[i] - starts[j];
      const result = compare(cells[i], cells[j]);
      if (result !== 0) return result;
    }
    return i - j;
  };
  // Most tables come in order; finding that out is much cheaper than sorting.
  const inOrder = order.every((i) => i === 0 || compareRows(i - 1, i) < 0);
  return inOrder ? order : order.sort(compareRows);
}

/** Characters of a text that its number holds, seven bits each. */
const startLength = 7;

/**
 * A number per text that orders texts as far as their first characters after those which all share: comparing numbers is
 * much cheaper than comparing texts, and most keys differ there. Undefined unless all cells are ASCII texts.
 */
function startsOf(cells: ArrayLike<Cell>, rows: number): Float64Array | undefined {
  const first = rows > 0 ? cells[0] : null;
  if (typeof first !== "string") return undefined;
  let shared = first.length;
  for (let i = 1; i < rows; ++i) {
    const cell = cells[i];
    if (typeof cell !== "string") return undefined;
    if (!cell.startsWith(first.slice(0, shared))) {
      shared = 0;
      while (shared < cell.length && cell.charCodeAt(shared) === first.charCodeAt(shared)) ++shared;
    }
  }
  const starts = new Float64Array(rows);
  for (let i = 0; i < rows; ++i) {
    const cell = cells[i] as string;
    let start = 0;
    for (let k = shared; k < shared + startLength; ++k) {
      // Nothing comes before the first character.
      const unit = k < cell.length ? cell.charCodeAt(k) + 1 : 0;
      if (unit > 0x7f) return undefined;
      start = start * 0x80 + unit;
    }
    starts[i] = start;
  }
  return starts;
}
