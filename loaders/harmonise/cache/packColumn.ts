import {deserialize, serialize} from "node:v8";
import type {Cell} from "../../release/tableData.js";
import {ReasonedColumn} from "../reasonedTable.js";

/**
 * A column as bytes hold it: numbers as they are (NaN for null), cells that repeat as places in a list of distinct ones,
 * any others as they are.
 */
type Packed = {readonly reasons: Uint8Array} & (
  | {readonly numbers: Float64Array}
  | {readonly distinct: readonly Cell[]; readonly places: Int32Array}
  | {readonly plain: readonly Cell[]}
);

/** More distinct cells than this are not looked for: such a column is one of keys. */
const mostDistinct = 0x10000;

/** A column as bytes: every value and every reason exactly. Readable by the same version of Node's engine only. */
export function packColumn({values, reasons}: ReasonedColumn): Buffer {
  const packed: Packed = {reasons, ...(numbersOf(values) ?? placesOf(values) ?? {plain: values})};
  return serialize(packed);
}

/** The column that {@link packColumn} made bytes of. */
export function unpackColumn(bytes: Uint8Array): ReasonedColumn {
  const packed = deserialize(bytes) as Packed;
  const {reasons} = packed;
  const column = new ReasonedColumn();
  for (let i = 0; i < reasons.length; ++i) {
    if ("numbers" in packed) column.pushCoded(Number.isNaN(packed.numbers[i]) ? null : packed.numbers[i], reasons[i]);
    else column.pushCoded("plain" in packed ? packed.plain[i] : packed.distinct[packed.places[i]], reasons[i]);
  }
  return column;
}

function numbersOf(values: readonly Cell[]): {numbers: Float64Array} | undefined {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; ++i) {
    const cell = values[i];
    if (cell !== null && (typeof cell !== "number" || Number.isNaN(cell))) return undefined;
    numbers[i] = cell ?? NaN;
  }
  return {numbers};
}

function placesOf(values: readonly Cell[]): {distinct: Cell[]; places: Int32Array} | undefined {
  const placeOf = new Map<Cell, number>();
  const places = new Int32Array(values.length);
  for (let i = 0; i < values.length; ++i) {
    const cell = values[i];
    let place = placeOf.get(cell);
    if (place === undefined) {
      if (placeOf.size === mostDistinct) return undefined;
      placeOf.set(cell, (place = placeOf.size));
    }
    places[i] = place;
  }
  return {distinct: [...placeOf.keys()], places};
}
