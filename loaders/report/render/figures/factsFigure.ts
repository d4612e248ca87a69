import type {FigureMaker} from "../reportFigure.js";
import {factsDrawing} from "./drawnFacts.js";

/** A table of words and numbers that count no patients; where it is drawn the table is opened by the reader. */
export const factsFigure: FigureMaker<"facts"> = (block) => {
  const {title, subtitle, columns, rows} = block;
  const draw = factsDrawing(block);
  const writers = columns.map((_, k) => numberWriter(rows.map((row) => row[k])));
  const text = (value: string | number | null, k: number) =>
    value === null ? "–" : (typeof value === "string" ? value : writers[k](value)).replace(/^-(?=\d)/u, "−");
  const table = {caption: title, columns, rows: rows.map((row) => ({cells: row.map(text)}))};
  return {
    draw,
    summary: subtitle,
    tables: draw === null ? [table] : [],
    data: draw === null ? null : table,
    tests: [],
    counted: "",
    csv: {columns: columns.map(({label}) => label), rows}
  };
};

/**
 * Writes the numbers of a column with a true minus sign: two decimals where all are below ten in size and not all whole, as
 * ratios and indices are; else as many as a number has, at most two below ten and one above.
 */
function numberWriter(column: readonly (string | number | null | undefined)[]): (value: number) => string {
  const all = column.filter((value): value is number => typeof value === "number");
  const fixed = all.some((value) => !Number.isInteger(value)) && all.every((value) => Math.abs(value) < 10);
  return (value) => {
    const decimals = Math.abs(value) < 10 ? 2 : 1;
    const text = Math.abs(value).toLocaleString("en-GB", {
      minimumFractionDigits: fixed ? decimals : 0,
      maximumFractionDigits: decimals
    });
    return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
  };
}
