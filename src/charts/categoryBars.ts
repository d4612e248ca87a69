import {scaleLinear} from "d3-scale";
import {formatCount, formatShare} from "./format.js";
import {penOf, px} from "./svg.js";

/** Patients in one category. */
export interface CategoryRow {
  readonly label: string;
  readonly n: number;
  /** The same over all patients of the release, drawn behind in grey; left out if not given. */
  readonly all?: number;
  /** True for the row of values not known: hatched, and not part of the percentages. */
  readonly unknown?: boolean;
}

/** How the figure is drawn. */
export interface CategoryBarsOptions {
  readonly width?: number;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const rowHeight = 24;
const numbers = 112;

/**
 * Horizontal bars from zero with n and % of the known; a row for values not known, hatched. The cohort in the accent
 * before all patients of the release in grey.
 */
export function categoryBars(
  rows: readonly CategoryRow[],
  {width = 420, title, summary, document}: CategoryBarsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const left = Math.min(150, Math.max(64, ...rows.map((row) => 6.8 * row.label.length + 14)));
  const figure = pen.drawing(width, rowHeight * rows.length + 4, title, summary);
  const known = rows.filter((row) => row.unknown !== true).reduce((sum, row) => sum + row.n, 0);
  const highest = Math.max(1, ...rows.map((row) => Math.max(row.n, row.all ?? 0)));
  const x = scaleLinear([0, highest], [left, width - numbers]);
  const hatch = pen.hatching();
  figure.append(hatch.definition);
  rows.forEach(({label, n, all, unknown = false}, i) => {
    const y = rowHeight * i;
    const bar = (count: number, name: string, fill: string | null = null) =>
      pen.svg("rect", {class: name, x: left, y: y + 5, width: px(Math.max(0, x(count) - left)), height: 14, fill});
    const number = (at: number, text: string) =>
      pen.svg("text", {x: at, y: y + 16, "text-anchor": "end", class: "number"}, text);
    const group = pen.svg(
      "g",
      {class: unknown ? "category unknown" : "category", "data-level": label, "data-n": n},
      pen.svg("text", {x: left - 10, y: y + 16, "text-anchor": "end", class: "row-label"}, label)
    );
    if (all !== undefined) group.append(bar(all, "all"));
    group.append(unknown ? bar(n, "untested", hatch.fill) : bar(n, "selected"), number(width - 54, formatCount(n)));
    if (!unknown) group.append(number(width, formatShare(n, known)));
    figure.append(group);
  });
  return figure;
}
