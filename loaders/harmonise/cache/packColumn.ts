import {deserialize, serialize} from "node:v8";
import type {Cell} from "../../release/tableData.js";
import {ReasonedColumn} from "../reasonedTable.js";

/** A column as bytes hold it: numbers as they are (NaN for null), anything else as places in a list of distinct cells. */
type Packed =
  | {readonly numbers: Float64Array; readonly reasons: Uint8Array}
  | {readonly distinct: readonly Cell[]; readonly places: Int32Array; readonly reasons: Uint8Array};

/** A column as bytes: every value and every reason exactly. Readable by the same version of Node's engine only. */
export function packColumn({values, reasons}: ReasonedColumn): Buffer {
  const packed: Packed = values.every((cell) => cell === null || (typeof cell === "number" && !Number.isNaN(cell)))
    ? {numbers: Float64Array.from(values, (cell) => (cell === null ? NaN : Number(cell))), reasons}
    : {...placesOf(values), reasons};
  return serialize(packed);
}

/** The column that {@link packColumn} made bytes of. */
export function unpackColumn(bytes: Uint8Array): ReasonedColumn {
  const packed = deserialize(bytes) as Packed;
  const column = new ReasonedColumn();
  if ("numbers" in packed)
    packed.numbers.forEach((number, i) => column.pushCoded(Number.isNaN(number) ? null : number, packed.reasons[i]));
  else packed.places.forEach((place, i) => column.pushCoded(packed.distinct[place], packed.reasons[i]));
  return column;
}

function placesOf(values: readonly Cell[]): {distinct: Cell[]; places: Int32Array} {
  const placeOf = new Map<Cell, number>();
  const places = new Int32Array(values.length);
  values.forEach((cell, i) => {
    let place = placeOf.get(cell);
    if (place === undefined) placeOf.set(cell, (place = placeOf.size));
    places[i] = place;
  });
  return {distinct: [...placeOf.keys()], places};
}
