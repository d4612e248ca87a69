import {Damage} from "../damage.js";
import type {RValue} from "./rValue.js";
import {naInteger, textsOf} from "./rValue.js";

/** A data frame: its columns, and how many rows each has. */
export interface DataFrame {
  readonly names: readonly string[];
  readonly columns: readonly RValue[];
  readonly rows: number;
  /** Names of the rows; undefined where they are but numbered. */
  readonly rowNames: readonly (string | null)[] | undefined;
}

/** Whether a value is a data frame, or one of its kin (a tibble, a data.table). */
export function isDataFrame(value: RValue): boolean {
  return value.kind === "list" && (textsOf(value, "class")?.includes("data.frame") ?? false);
}

/**
 * Rows that a frame without any stored column may have: only sequences, which are counted, not stored, could otherwise
 * claim any number.
 */
const freeRows = 1 << 20;

/**
 * The columns of a data frame.
 *
 * @param bytes of the file, decompressed
 * @throws {Damage} if it has columns without names, or of different lengths
 */
export function dataFrame(value: RValue, bytes: number): DataFrame {
  const columns = value.kind === "list" ? value.values : [];
  const names = textsOf(value, "names") ?? [];
  if (names.length !== columns.length) throw new Damage(`${names.length} names for ${columns.length} columns`);
  const given = value.attributes.get("row.names");
  const rows = given === undefined ? lengthOf(columns[0]) : rowsOf(given);
  if (rows > freeRows + bytes) throw new Damage(`${rows} rows in ${bytes} bytes`);
  columns.forEach((column, i) => {
    const length = lengthOf(column);
    // Of values that no table has, which are refused with their column where they are read, the length is not known.
    if (!Number.isNaN(length) && length !== rows)
      throw new Damage(`${length} values for ${rows} rows in column ${JSON.stringify(names[i])}`);
  });
  return {names: names.map((name) => name ?? "NA"), columns, rows, rowNames: rowNamesOf(given)};
}

/** Names of rows that are but numbered may be stored as their number, after a missing value. */
function rowsOf(names: RValue): number {
  if (names.kind === "integer" && names.values.length === 2 && names.values[0] === naInteger)
    return Math.abs(names.values[1]);
  return lengthOf(names);
}

function rowNamesOf(names: RValue | undefined): DataFrame["rowNames"] {
  if (names?.kind === "text") return names.values;
  if (names?.kind !== "integer" || names.values[0] === naInteger) return undefined;
  return Array.from(names.values, String);
}

/** Rows of a column: values, or rows of a matrix or a data frame inside; NaN if it has neither. */
function lengthOf(value: RValue | undefined): number {
  if (value === undefined || value.kind === "null") return 0;
  const dimensions = value.attributes.get("dim");
  if (dimensions?.kind === "integer" && dimensions.values.length > 0) return dimensions.values[0];
  if (value.kind === "sequence") return value.length;
  if (isDataFrame(value)) return rowsOf(value.attributes.get("row.names") ?? value);
  if (isLocalTime(value)) return lengthOf(value.kind === "list" ? value.values[0] : undefined);
  return "values" in value ? value.values.length : NaN;
}

function isLocalTime(value: RValue): boolean {
  return textsOf(value, "class")?.includes("POSIXlt") ?? false;
}
