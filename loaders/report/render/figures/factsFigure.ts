import type {FigureMaker} from "../reportFigure.js";

/** A table of words and numbers that count no patients. */
export const factsFigure: FigureMaker<"facts"> = ({title, subtitle, columns, rows}) => {
  const writers = columns.map((_, k) => numberWriter(rows.map((row) => row[k])));
  const text = (value: string | number | null, k: number) =>
    value === null ? "–" : (typeof value === "string" ? value : writers[k](value)).replace(/^-(?=\d)/u, "−");
  return {
    draw: null,
    summary: subtitle,
    tables: [{caption: title, columns, rows: rows.map((row) => ({cells: row.map(text)}))}],
    data: null,
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
