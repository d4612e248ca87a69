import {formatCount, unitText} from "../../../../src/charts/format.js";
import {wholeCohort} from "../../../../src/charts/palette.js";
import {valueBoxes} from "../../../../src/charts/valueBoxes.js";
import type {ValuesBlock} from "../../../../src/model/report.js";
import type {FigureMaker, ReportFigure} from "../reportFigure.js";
import {headWord} from "../reportTable.js";
import {besideColumns} from "./besideColumns.js";
import {inParts} from "./inParts.js";

/** Boxes that a sheet of paper has room for. */
const boxesPerSheet = 26;

/** Numeric variables by group: median and quartiles, known and missing. */
export const valuesFigure: FigureMaker<"values"> = (block, numbers) => {
  const {title, subtitle, population, columns, rows} = block;
  const beside = besideColumns(rows);
  const table = {
    caption: title,
    columns: [
      {label: "", numeric: false},
      ...columns.map(({label, set}) => ({label: headWord(label), numeric: true, note: `n = ${numbers.count(set)}`})),
      ...beside.columns
    ],
    rows: rows.map(({label, unit, cells, smd, test}) => {
      const shown = block.draw === "boxes" ? "%" : unitText(unit);
      const write = valueWriter(
        cells.flatMap(({median, q1, q3}) => [median, q1, q3]),
        block.draw === "boxes" ? 100 : 1
      );
      return {
        cells: [
          shown === "" ? label : `${label}, ${shown}`,
          ...cells.map(({known, missing, median, q1, q3}) =>
            median === null
              ? `${numbers.count(known)} known`
              : `${write(median)} (${write(q1)}–${write(q3)})${missing.n === 0 ? "" : `\n${numbers.count(missing)} missing`}`
          ),
          ...beside.cells({smd, test})
        ]
      };
    })
  };
  const drawn = boxesOf(block);
  const {draw} = drawn;
  return {
    ...drawn,
    summary: subtitle,
    tables: draw === null ? [table] : [],
    data: draw === null ? null : table,
    tests: [],
    counted: `n = ${numbers.count(population)}`,
    csv: {
      columns: ["variable", "unit", "group", "known", "missing", "median", "q1", "q3"],
      rows: rows.flatMap(({label, unit, cells}) =>
        cells.map(({known, missing, median, q1, q3}, k) => [
          label,
          unit,
          columns[k].label,
          known.n,
          missing.n,
          median,
          q1,
          q3
        ])
      )
    }
  };
};

/** Writes the values of one row with the same decimals: none where all are whole or above 100, or are percentages; else one. */
function valueWriter(values: readonly (number | null)[], factor: number): (value: number | null) => string {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  const whole = factor === 100 || known.every((value) => Number.isInteger(value) || Math.abs(value) >= 100);
  return (value) => {
    if (value === null) return "–";
    return whole || Math.abs(value) >= 1000 ? formatCount(factor * value) : (factor * value).toFixed(1);
  };
}

/** A box for each row whose quartiles may be shown; fractions stand in per cent. */
function boxesOf({draw, rows, title, subtitle}: ValuesBlock): Pick<ReportFigure, "draw" | "parts"> {
  const boxes = rows.flatMap(({label, cells: [cell]}) => {
    if (cell === undefined || cell.median === null || cell.q1 === null || cell.q3 === null) return [];
    const [lowerQuartile, median, upperQuartile] = [cell.q1, cell.median, cell.q3].map((d) => 100 * d);
    return [{label, style: wholeCohort, values: [], n: cell.known.n ?? 0, lowerQuartile, median, upperQuartile}];
  });
  if (draw !== "boxes" || boxes.length < 2) return {draw: null};
  const options = {title, summary: subtitle, xLabel: `${title}, %`, range: [0, 100] as const};
  return inParts(boxes, boxesPerSheet, (some, width, document) => valueBoxes(some, {...options, width, document}));
}
