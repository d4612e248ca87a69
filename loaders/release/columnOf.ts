import {type Data, DataType, Precision, type Table} from "apache-arrow";
import type {Cell} from "./tableData.js";

/** Text cells decoded at once. */
const chunkCells = 4096;

/**
 * A column as plain values, null where not known: text, numbers, booleans; never bigint.
 *
 * @throws {RangeError} on an unknown column
 */
export function columnOf(table: Table, name: string): Cell[] {
  const vector = table.getChild(name);
  if (vector === null) throw new RangeError(`unknown column: ${name}`);
  // Arrow's iterator asks for the type of every cell; a release has few types, each of which is read as a whole.
  if (!vector.data.every(isKnown)) return Array.from(vector as Iterable<Cell>);
  const cells = new Array<Cell>(vector.length);
  let first = 0;
  for (const data of vector.data as readonly Data[]) {
    const at = first;
    eachValue(data, (i, value) => (cells[at + i] = value));
    first += data.length;
  }
  return cells;
}

/** A table as plain objects, one per row. */
export function rowsOf(table: Table): Record<string, Cell>[] {
  const names = table.schema.fields.map(({name}) => name);
  const columns = names.map((name) => columnOf(table, name));
  return Array.from({length: table.numRows}, (_, i) => {
    const row: Record<string, Cell> = {};
    for (let j = 0; j < names.length; ++j) row[names[j]] = columns[j][i];
    return row;
  });
}

function isKnown({type}: Data): boolean {
  return (
    DataType.isUtf8(type) ||
    (DataType.isFloat(type) && type.precision !== Precision.HALF) ||
    (DataType.isInt(type) && type.bitWidth < 64) ||
    (DataType.isDictionary(type) && DataType.isUtf8(type.dictionary as DataType))
  );
}

function eachValue(data: Data, visit: (i: number, value: Cell) => void): void {
  const {length, nullBitmap, nullCount, offset, type} = data;
  const isNull = (i: number): boolean =>
    nullCount > 0 && (nullBitmap[(offset + i) >> 3] & (1 << ((offset + i) & 7))) === 0;
  if (DataType.isUtf8(type)) {
    eachText(data, (i, text) => visit(i, isNull(i) ? null : text));
    return;
  }
  const values = data.values as ArrayLike<number>;
  const codes = DataType.isDictionary(type) ? Array.from(data.dictionary as Iterable<Cell>) : undefined;
  for (let i = 0; i < length; ++i) visit(i, isNull(i) ? null : codes === undefined ? values[i] : codes[values[i]]);
}

/** Texts one after the other, each between two offsets. */
interface TextBuffers {
  readonly length: number;
  readonly valueOffsets: Int32Array;
  readonly values: Uint8Array;
}

/** Decoding many texts at once and cutting them is much cheaper than one by one. */
function eachText({length, valueOffsets, values}: TextBuffers, visit: (i: number, text: string) => void): void {
  for (let from = 0; from < length; from += chunkCells) {
    const to = Math.min(from + chunkCells, length);
    const start = valueOffsets[from];
    const bytes = Buffer.from(values.buffer, values.byteOffset + start, valueOffsets[to] - start);
    const chunk = bytes.toString();
    // As many units as bytes: every character takes one.
    const plain = chunk.length === bytes.length;
    for (let i = from; i < to; ++i) {
      const [first, end] = [valueOffsets[i] - start, valueOffsets[i + 1] - start];
      visit(i, plain ? chunk.slice(first, end) : bytes.toString("utf8", first, end));
    }
  }
}
