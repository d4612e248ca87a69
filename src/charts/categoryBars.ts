import {scaleLinear} from "d3";
import {formatCount, formatShare} from "./format.js";
import {drawing, hatching, px, svg} from "./svg.js";

/** Patients in one category. */
export interface CategoryRow {
  readonly label: string;
  readonly n: number;
  /** True for the row of values not known: hatched, and not part of the percentages. */
  readonly unknown?: boolean;
}

/** How the figure is drawn. */
export interface CategoryBarsOptions {
  readonly width?: number;
  readonly title: string;
  readonly summary: string;
}

const rowHeight = 26;
const numbers = 118;

/** Horizontal bars from zero with n and % of the known; a row for values not known, hatched. */
export function categoryBars(
  rows: readonly CategoryRow[],
  {width = 420, title, summary}: CategoryBarsOptions
): SVGElement {
  const left = Math.min(190, Math.max(72, ...rows.map((row) => 7.2 * row.label.length + 12)));
  const height = rowHeight * rows.length + 8;
  const figure = drawing(width, height, title, summary);
  const known = rows.filter((row) => row.unknown !== true).reduce((sum, row) => sum + row.n, 0);
  const x = scaleLinear([0, Math.max(1, ...rows.map((row) => row.n))], [left, width - numbers]);
  const hatch = hatching();
  figure.append(hatch.definition);
  rows.forEach((row, i) => {
    const y = rowHeight * i + 4;
    const share = row.unknown === true ? "" : `  ${formatShare(row.n, known)}`;
    figure.append(
      svg(
        "g",
        {class: row.unknown === true ? "category unknown" : "category"},
        svg("text", {x: left - 8, y: y + 15, "text-anchor": "end", class: "row-label"}, row.label),
        svg("rect", {
          class: row.unknown === true ? "untested" : "bar",
          x: left,
          y: y + 3,
          width: px(Math.max(0, x(row.n) - left)),
          height: 15,
          fill: row.unknown === true ? hatch.fill : null
        }),
        svg("text", {x: width, y: y + 15, "text-anchor": "end", class: "number"}, `${formatCount(row.n)}${share}`)
      )
    );
  });
  return figure;
}
