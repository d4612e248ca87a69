import {lineBands} from "../../../../src/charts/lineBands.js";
import {groupStyles} from "../../../../src/charts/palette.js";
import type {FigureMaker} from "../reportFigure.js";
import {estimateText} from "../shownNumbers.js";

/** Lines with bands: calibration against the diagonal, a prediction over a number. */
export const linesFigure: FigureMaker<"lines"> = (block, numbers) => {
  const {title, subtitle, xLabel, yLabel, diagonal, lines, population} = block;
  const styles = groupStyles(lines.map(({code, label}) => code ?? label));
  const drawn = lines.map(({label, points}, i) => ({label, points, style: styles[i]}));
  const summary = `${subtitle} ${yLabel} over ${xLabel}${diagonal ? ", with the diagonal of perfect agreement" : ""}.`;
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  return {
    draw:
      lines.length === 0
        ? null
        : (width, document) => lineBands(drawn, {width, xLabel, yLabel, diagonal, title, summary, document}),
    summary,
    tables: [],
    data: {
      caption: title,
      columns: ["Line", xLabel, `${yLabel} (95\u00a0%\u00a0CI)`].map((label, i) => ({label, numeric: i > 0})),
      rows: lines.flatMap(({label, points}) =>
        points.map((point) => ({cells: [label, digits(point.x), estimateText(point, 3)]}))
      )
    },
    tests: [],
    counted: `n = ${numbers.count(population)}`,
    csv: {
      columns: ["line", "x", "estimate", "lower95", "upper95"],
      rows: lines.flatMap(({label, points}) =>
        points.map(({x, estimate, lower, upper}) => [label, x, estimate, lower, upper])
      )
    }
  };
};
