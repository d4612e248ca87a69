import {Damage} from "../damage.js";
import {momentText} from "../momentText.js";
import {doubleText} from "../parquet/valueText.js";
import {isMissing} from "./realText.js";
import type {RDoubles, RIntegers, RSequence, RValue} from "./rValue.js";
import {naInteger, textsOf} from "./rValue.js";
import {zonedText} from "./zonedText.js";

/** Text of the cell in a row; blank if it is missing. */
export type CellText = (row: number) => string;

/** Numbers of a column by row; NaN where `missing`. */
interface Numbers {
  readonly number: (row: number) => number;
  readonly missing: (row: number) => boolean;
}

/**
 * How the values of a column become cells: labels of factors, dates and moments in ISO 8601, truth values as `TRUE` and
 * `FALSE`, numbers with the shortest digits that read back as the same double; times between moments in their own unit.
 *
 * @param timeZone in which moments are written whose zone the file does not tell
 * @returns what it is instead, for a column that is no vector of such values
 * @throws {Damage} on a factor without levels
 */
export function columnTexts(column: RValue, timeZone: string): CellText | string {
  const classes = textsOf(column, "class") ?? [];
  if (column.attributes.has("dim")) return "a matrix";
  switch (column.kind) {
    case "text":
      return (row) => column.values[row] ?? "";
    case "logical":
      return (row) => ["FALSE", "TRUE"][column.values[row]] ?? (column.values[row] === naInteger ? "" : "TRUE");
    case "integer":
    case "double":
    case "sequence":
      break;
    case "list":
      return classes.includes("POSIXlt") ? "moments in parts (POSIXlt)" : "a list";
    default:
      return "name" in column ? column.name : "a list of pairs";
  }
  if (classes.includes("factor")) return factorText(column);
  if (classes.includes("integer64") && column.kind === "double") return wideText(column);
  const {number, missing} = numbersOf(column);
  const filled =
    (text: (value: number) => string): CellText =>
    (row) =>
      missing(row) ? "" : text(number(row));
  if (classes.includes("Date"))
    return filled((value) =>
      Number.isFinite(value) ? (momentText(BigInt(Math.floor(value)) * 86_400n, 1n, "date") ?? notDate(value)) : ""
    );
  if (classes.includes("POSIXct")) {
    const [zone] = textsOf(column, "tzone") ?? [];
    const known = zone === undefined || zone === null || zone === "" ? timeZone : zone;
    const text = zonedText(known);
    if (text === undefined) return `moments in an unknown zone (${known})`;
    return filled((value) => (Number.isFinite(value) ? (text(value) ?? notDate(value)) : ""));
  }
  return filled(doubleText);
}

/** A count that is no date, so written that nobody takes it for one. */
function notDate(value: number): string {
  return `${value} from 1970`;
}

function numbersOf(column: RIntegers | RDoubles | RSequence): Numbers {
  if (column.kind === "sequence") return {number: (row) => column.first + column.step * row, missing: () => false};
  const {values} = column;
  if (values instanceof Float64Array) return {number: (row) => values[row], missing: (row) => isMissing(values, row)};
  return {number: (row) => values[row], missing: (row) => values[row] === naInteger};
}

function factorText(column: RIntegers | RDoubles | RSequence): CellText {
  const levels = textsOf(column, "levels");
  if (levels === undefined) throw new Damage("a factor without levels");
  const {number, missing} = numbersOf(column);
  return (row) => {
    if (missing(row)) return "";
    const level = levels[number(row) - 1];
    if (level === undefined) throw new Damage(`level ${number(row)} of a factor with ${levels.length}`);
    return level ?? "";
  };
}

/** Whole numbers of 64 bits (package bit64), which are stored as the bits of doubles. */
function wideText({values}: RDoubles): CellText {
  const wide = new BigInt64Array(values.buffer, values.byteOffset, values.length);
  return (row) => (wide[row] === -(2n ** 63n) ? "" : String(wide[row]));
}
