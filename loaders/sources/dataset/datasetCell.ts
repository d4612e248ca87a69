import {canonicalNumber, canonicalText} from "./canonicalCell.js";
import type {DatasetColumn} from "./datasetHeader.js";
import {numberMeaning} from "./sasFormat.js";

/** Writes a value of a row as text; undefined if the value is not of the column's type. */
export type CellWriter = (value: unknown) => string | undefined;

/**
 * How the values of a column become cells: null becomes blank, numbers and moments are written as in all formats of a
 * dataset ({@link canonicalNumber}), truth values as `true` and `false`.
 *
 * @param displayFormat of the definition, where the column has none
 */
export function cellWriter({dataType, displayFormat}: DatasetColumn, definedFormat?: string): CellWriter {
  const meaning = numberMeaning(displayFormat ?? definedFormat);
  const number: CellWriter = (value) => (typeof value === "number" ? canonicalNumber(value, meaning) : undefined);
  const text: CellWriter = (value) => (typeof value === "string" ? canonicalText(value) : undefined);
  const writers: Readonly<Record<DatasetColumn["dataType"], CellWriter>> = {
    string: text,
    URI: text,
    datetime: text,
    date: text,
    time: text,
    integer: (value) => (Number.isInteger(value) ? number(value) : undefined),
    float: number,
    double: number,
    decimal: (value) => (typeof value === "string" ? decimal(value) : number(value)),
    boolean: (value) => (typeof value === "boolean" ? String(value) : undefined)
  };
  const write = writers[dataType];
  return (value) => (value === null ? "" : write(value));
}

/** Decimals are exchanged as text, with a dot, and commas between thousands where they have any. */
function decimal(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][+-]?\d+)?$/.test(trimmed) || !/\d/.test(trimmed)) return undefined;
  const value = Number(trimmed.replaceAll(",", ""));
  return Number.isFinite(value) ? canonicalNumber(value) : undefined;
}
