import {compareCells, comparePlain} from "./tableData.js";
import type {Cell, TableData} from "./tableData.js";
import {sortsByUnit} from "./textOrder.js";

/** One column of the key by which rows are sorted. */
interface SortKey {
  readonly cells: ArrayLike<Cell>;
  readonly compare: (a: Cell, b: Cell) => number;
  /** A number per cell that orders most of them; see {@link startsOf}. */
  readonly starts: Float64Array | undefined;
}

/** The order of rows by the schema's `sortBy`; ties keep the order in which rows came. */
export function sortedOrder({schema, rows, columns}: TableData): Uint32Array {
  const order = Uint32Array.from({length: rows}, (_, i) => i);
  const keys = schema.sortBy.map((name): SortKey => {
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
  if (order.every((i) => i === 0 || compareRows(i - 1, i) < 0)) return order;
  const starts = keys.find(({cells}) => !isConstant(cells, rows))?.starts;
  return starts ? sortedByStarts(starts, compareRows) : order.sort(compareRows);
}

/** True if all cells are the same, so that they decide no order. */
function isConstant(cells: ArrayLike<Cell>, rows: number): boolean {
  for (let i = 1; i < rows; ++i) if (cells[i] !== cells[0]) return false;
  return true;
}

/** Bits sorted by at once, and how often: enough for all that {@link startsOf} puts into a number. */
const digitBits = 13;
const digits = 4;

/**
 * The order of rows by numbers that decide most of it: sorted by their digits, the lowest first, in time linear in the
 * rows; rows with the same number are compared.
 */
function sortedByStarts(starts: Float64Array, compareRows: (i: number, j: number) => number): Uint32Array {
  const rows = starts.length;
  let order = Uint32Array.from({length: rows}, (_, i) => i);
  let next = new Uint32Array(rows);
  const radix = 2 ** digitBits;
  for (let digit = 0; digit < digits; ++digit) {
    const unit = radix ** digit;
    const digitOf = (row: number): number => Math.floor(starts[row] / unit) % radix;
    const places = new Uint32Array(radix + 1);
    for (let row = 0; row < rows; ++row) ++places[digitOf(row) + 1];
    for (let d = 0; d < radix; ++d) places[d + 1] += places[d];
    for (const row of order) next[places[digitOf(row)]++] = row;
    [order, next] = [next, order];
  }
  for (let from = 0; from < rows;) {
    let to = from + 1;
    while (to < rows && starts[order[to]] === starts[order[from]]) ++to;
    if (to - from > 1) order.subarray(from, to).sort(compareRows);
    from = to;
  }
  return order;
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
