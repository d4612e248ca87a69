import {formatValue, unitText} from "../../../../src/charts/format.js";
import type {FigureMaker} from "../reportFigure.js";
import {pText} from "../shownNumbers.js";

/** Numeric variables by group: median and quartiles, known and missing. */
export const valuesFigure: FigureMaker<"values"> = ({title, subtitle, population, columns, rows}, numbers) => {
  const withSmd = rows.some(({smd}) => smd !== undefined);
  const withTest = rows.some(({test}) => test !== undefined);
  const table = {
    caption: title,
    sideways: true,
    columns: [
      {label: "", numeric: false},
      ...columns.map(({label, set}) => ({label, numeric: true, note: `n = ${numbers.count(set)}`})),
      ...(withSmd ? [{label: "SMD", numeric: true}] : []),
      ...(withTest ? [{label: "Test", numeric: true}] : [])
    ],
    rows: rows.map(({label, unit, cells, smd, test}) => ({
      cells: [
        unitText(unit) === "" ? label : `${label}, ${unitText(unit)}`,
        ...cells.map(({known, missing, median, q1, q3}) =>
          median === null
            ? `${numbers.count(known)} known`
            : `${formatValue(median)} (${formatValue(q1)}–${formatValue(q3)})${missing.n === 0 ? "" : `; ${numbers.count(missing)} missing`}`
        ),
        ...(withSmd ? [smd === undefined || smd === null ? "" : Math.abs(smd).toFixed(2)] : []),
        ...(withTest ? [test?.p === undefined || test.p === null ? "" : pText(test.p)] : [])
      ]
    }))
  };
  return {
    draw: null,
    summary: subtitle,
    tables: [table],
    data: null,
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
