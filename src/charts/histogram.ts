import {scaleLinear} from "d3-scale";
import {formatCount, formatValue} from "./format.js";
import {isHidden, mostOf} from "../model/hiddenCounts.js";
import {penOf, px} from "./svg.js";

/** Patients with a value in [lower, upper). */
export interface HistogramRow {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
  /** The same over all patients of the release, drawn behind in grey; left out if not given. */
  readonly all?: number;
}

/** How the figure is drawn. */
export interface HistogramOptions {
  readonly width?: number;
  readonly height?: number;
  /** Words of the horizontal axis with unit. */
  readonly label: string;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const margin = {top: 20, right: 8, bottom: 36, left: 40};

/**
 * Histogram from zero; the selection in the accent before all patients in grey. Every bin has the same width on the
 * page and its bounds are written under it, so that bins of unequal width are not mistaken for a density.
 */
export function histogram(
  rows: readonly HistogramRow[],
  {width = 420, height = 180, label, title, summary, document}: HistogramOptions
): SVGElement {
  const {svg, drawing} = penOf(document ?? globalThis.document);
  const figure = drawing(width, height, title, summary);
  if (rows.length === 0) return figure;
  const x = scaleLinear([0, rows.length], [margin.left, width - margin.right]);
  const highest = mostOf(rows.flatMap(({n, all = 0}) => [n, all]));
  const y = scaleLinear([0, highest], [height - margin.bottom, margin.top]).nice(4);
  const axes = svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of y.ticks(4).filter(Number.isInteger)) {
    axes.append(
      svg("line", {
        class: tick === 0 ? "baseline" : "grid",
        x1: margin.left,
        x2: width - margin.right,
        y1: y(tick),
        y2: y(tick)
      }),
      svg("text", {x: margin.left - 6, y: y(tick) + 4, "text-anchor": "end"}, formatCount(tick))
    );
  }
  const edges = [...rows.map((row) => row.lower), rows[rows.length - 1].upper];
  const every = Math.ceil(edges.length / Math.max(2, Math.floor(width / 56)));
  edges.forEach((edge, i) => {
    if (i % every !== 0) return;
    const at = {x: px(x(i)), y: height - margin.bottom + 16, "text-anchor": "middle"};
    axes.append(svg("text", at, Number.isInteger(edge) ? formatCount(edge) : String(edge)));
  });
  axes.append(
    svg("text", {x: 0, y: 11, class: "axis-title"}, "Patients"),
    svg("text", {x: width - margin.right, y: height - 4, "text-anchor": "end", class: "axis-title"}, label)
  );
  figure.append(axes);
  rows.forEach((row, i) => {
    const bar = (n: number, name: string) =>
      svg("rect", {
        class: name,
        x: px(x(i) + 0.5),
        width: px(Math.max(1, x(i + 1) - x(i) - 1)),
        y: px(y(n)),
        height: px(y(0) - y(n))
      });
    const group = svg("g", {}, svg("title", {}, tooltip(row)));
    if (row.all !== undefined && !isHidden(row.all)) group.append(bar(row.all, "all"));
    if (!isHidden(row.n)) group.append(bar(row.n, "selected"));
    figure.append(group);
  });
  return figure;
}

function tooltip({lower, upper, n, all}: HistogramRow): string {
  const whole = all === undefined ? "" : ` of ${formatCount(all)}`;
  return `${formatValue(lower)} to under ${formatValue(upper)}: ${formatCount(n)}${whole} patients`;
}
