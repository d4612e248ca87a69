import {
  Bool,
  type Data,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int8,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray
} from "apache-arrow";
import type {Column, ColumnType} from "../../src/model/column.js";
import {type Vocabulary, vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import {ReleaseError} from "./releaseError.js";
import {sortedOrder} from "./sortedOrder.js";
import type {Cell, TableData} from "./tableData.js";
import {compareText} from "./textOrder.js";

const numberTypes = {i8: Int8, i16: Int16, i32: Int32, f32: Float32, f64: Float64} as const;
const arrays = {i8: Int8Array, i16: Int16Array, i32: Int32Array, f32: Float32Array, f64: Float64Array} as const;
/** Text cells encoded at once. */
const chunkCells = 4096;

/** Largest value of the whole-number types; the smallest is one beyond its negative. */
const limits: Partial<Record<ColumnType, number>> = {i8: 0x7f, i16: 0x7fff, i32: 0x7fffffff};

/**
 * Serialises a table as an Arrow IPC stream: rows in the schema's order, codes dictionary-encoded in the order of
 * their vocabulary (code points for open lists), nulls in the validity bitmap only. Same cells, same bytes.
 *
 * @throws {ReleaseError} naming table, column and row, if a cell does not fit its column
 */
export function arrowBytes(table: TableData): Uint8Array {
  const order = sortedOrder(table);
  const fields: Field[] = [];
  const children: Data[] = [];
  table.schema.columns.forEach((column, id) => {
    const cells = table.columns[column.name];
    if (cells?.length !== table.rows) {
      throw new ReleaseError(table.schema.name, `column ${column.name}: ${cells?.length ?? 0} of ${table.rows} cells`);
    }
    const data = columnData(table.schema.name, column, cells, order, id);
    fields.push(new Field(column.name, data.type, column.nullable));
    children.push(data);
  });
  const schema = new Schema(fields);
  const struct = makeData({type: new Struct(fields), length: table.rows, nullCount: 0, children});
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), "stream");
}

function columnData(table: string, column: Column, cells: ArrayLike<Cell>, order: Uint32Array, id: number): Data {
  const {valid, nullCount} = validity(table, column, cells, order);
  const length = order.length;
  const nullBitmap = nullCount > 0 ? valid : undefined;
  switch (column.type) {
    case "id":
    case "str":
      return utf8Data(table, column, cells, order, nullBitmap, nullCount);
    case "bool": {
      const data = new Uint8Array((length + 7) >> 3);
      for (let i = 0; i < length; ++i) {
        const cell = cells[order[i]];
        if (cell !== null && typeof cell !== "boolean") throw unfit(table, column, order[i], cell);
        if (cell === true) data[i >> 3] |= 1 << (i & 7);
      }
      return makeData({type: new Bool(), length, nullCount, nullBitmap, data});
    }
    case "code": {
      const codes = codeList(column, cells);
      if (codes.length > 0x8000) throw new ReleaseError(table, `column ${column.name}: ${codes.length} distinct codes`);
      const index = new Map(codes.map((code, i) => [code, i]));
      const data = new Int16Array(length);
      for (let i = 0; i < length; ++i) {
        const cell = cells[order[i]];
        if (cell === null) continue;
        const code = index.get(cell as string);
        if (code === undefined) throw unfit(table, column, order[i], cell);
        data[i] = code;
      }
      const type = new Dictionary(new Utf8(), new Int16(), id, true);
      return makeData({type, length, nullCount, nullBitmap, data, dictionary: vectorFromArray(codes, new Utf8())});
    }
    default: {
      const {type: kind} = column;
      const data = new arrays[kind](length);
      const limit = limits[kind];
      for (let i = 0; i < length; ++i) {
        const cell = cells[order[i]];
        if (cell === null) continue;
        if (typeof cell !== "number" || !Number.isFinite(cell)) throw unfit(table, column, order[i], cell);
        if (limit !== undefined && (!Number.isInteger(cell) || cell > limit || cell < -limit - 1)) {
          throw unfit(table, column, order[i], cell);
        }
        data[i] = cell;
        if (!Number.isFinite(data[i])) throw unfit(table, column, order[i], cell);
      }
      return makeData({type: new numberTypes[kind](), length, nullCount, nullBitmap, data} as never);
    }
  }
}

function validity(table: string, column: Column, cells: ArrayLike<Cell>, order: Uint32Array) {
  const valid = new Uint8Array((order.length + 7) >> 3);
  let nullCount = 0;
  for (let i = 0; i < order.length; ++i) {
    if (cells[order[i]] !== null) valid[i >> 3] |= 1 << (i & 7);
    else if (column.nullable) ++nullCount;
    else throw unfit(table, column, order[i], null);
  }
  return {valid, nullCount};
}

function utf8Data(
  table: string,
  column: Column,
  cells: ArrayLike<Cell>,
  order: Uint32Array,
  nullBitmap: Uint8Array | undefined,
  nullCount: number
): Data<Utf8> {
  const valueOffsets = new Int32Array(order.length + 1);
  const chunks: Buffer[] = [];
  let size = 0;
  // Encoding many cells at once is much cheaper than one by one.
  for (let from = 0; from < order.length; from += chunkCells) {
    const to = Math.min(from + chunkCells, order.length);
    const texts = new Array<string>(to - from);
    let units = 0;
    for (let i = from; i < to; ++i) {
      const cell = cells[order[i]];
      if (cell !== null && typeof cell !== "string") throw unfit(table, column, order[i], cell);
      texts[i - from] = cell ?? "";
      units += texts[i - from].length;
    }
    const chunk = Buffer.from(texts.join(""));
    // As many bytes as units: every character takes one.
    const plain = chunk.length === units;
    for (let i = from; i < to; ++i) {
      const text = texts[i - from];
      size += plain ? text.length : Buffer.byteLength(text);
      valueOffsets[i + 1] = size;
    }
    chunks.push(chunk);
  }
  const data = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk, at);
    at += chunk.length;
  }
  return makeData({type: new Utf8(), length: order.length, nullCount, nullBitmap, valueOffsets, data});
}

/** The dictionary of a code column: the whole closed list, or the values present by code point. */
function codeList(column: Column, cells: ArrayLike<Cell>): string[] {
  const {vocabulary = "open"} = column;
  if (vocabulary !== "open") {
    const closed: Vocabulary = vocabularies[vocabulary as VocabularyName];
    return [...closed.map(({code}) => code), ...(column.added ?? [])];
  }
  const present = new Set<string>();
  for (let i = 0; i < cells.length; ++i) {
    const cell = cells[i];
    if (typeof cell === "string") present.add(cell);
  }
  return [...present].sort(compareText);
}

function unfit(table: string, column: Column, row: number, cell: Cell): ReleaseError {
  const expected = column.type === "code" ? `a code of ${column.vocabulary ?? "an open list"}` : column.type;
  const shown = typeof cell === "number" ? String(cell) : JSON.stringify(cell);
  return new ReleaseError(table, `row ${row + 1}: column ${column.name}: ${shown}: expected ${expected}`);
}
