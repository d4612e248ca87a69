import {wholeCohort} from "../../../../src/charts/palette.js";
import {upsetColumns, upsetPlot} from "../../../../src/charts/upsetPlot.js";
import type {CountsBlock} from "../../../../src/model/report.js";
import type {ReportFigure} from "../reportFigure.js";

/**
 * Rows of counts as sets and their combinations: those of the second heading are combinations, whose codes join the codes of
 * their sets by `+`. Combinations whose number may not be shown are in the table alone.
 */
export function upsetDrawing({columns, rows, title, subtitle}: CountsBlock): ReportFigure["draw"] {
  const first = rows[0]?.heading;
  const single = rows.filter(({heading}) => heading === first);
  const sets = single.map(({label, cells: [cell]}) => ({label, n: cell?.count.n ?? 0}));
  const combinations = rows.flatMap(({heading, code = "", cells: [cell]}) => {
    const n = cell?.count.n ?? null;
    if (heading === first || n === null) return [];
    const own = code === "" ? [] : code.split("+").map((name) => single.findIndex((d) => d.code === name));
    return [{sets: own, n, parts: [n]}];
  });
  if (combinations.length === 0) return null;
  const parts = [{label: columns[0].label, style: wholeCohort}];
  return (width, document) =>
    upsetPlot(combinations.slice(0, upsetColumns(width, sets)), {
      width,
      sets,
      parts,
      words: "these alterations",
      title,
      summary: subtitle,
      document
    });
}
