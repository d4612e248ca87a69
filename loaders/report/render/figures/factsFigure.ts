import type {FigureMaker} from "../reportFigure.js";

/** A table of words and numbers that count no patients. */
export const factsFigure: FigureMaker<"facts"> = ({title, subtitle, columns, rows}) => {
  const text = (value: string | number | null) => {
    if (value === null) return "–";
    const words = typeof value === "string" ? value : Number(value.toPrecision(6)).toLocaleString("en-GB", {maximumFractionDigits: 6}); // prettier-ignore
    return words.replace(/^-(?=\d)/u, "−");
  };
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
