import {scaleLinear} from "d3-scale";
import {formatCount, formatPercent} from "./format.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** Variant allele frequencies of one gene, ascending, 0–1; null quartiles without values. */
export interface VafRow {
  readonly gene: string;
  readonly values: ArrayLike<number>;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
}

/** How the figure is drawn. */
export interface VafDistributionOptions {
  readonly width?: number;
  readonly title: string;
  readonly summary: string;
  /** Bins of fewer patients are left out of the outline; all are drawn unless given. */
  readonly leastInBin?: number;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const top = 26;
const rowHeight = 34;
const bins = 40;

/**
 * Distribution of the variant allele frequency by gene: the outline is a histogram of 40 bins of 2.5 points, mirrored,
 * as wide as the gene's own fullest bin; in it the quartiles and the median. A line at 50 % is where a heterozygous
 * mutation in every cell would lie.
 */
export function vafDistribution(
  rows: readonly VafRow[],
  {width = 720, title, summary, leastInBin = 1, document}: VafDistributionOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const left = Math.max(64, letterWidth * Math.max(1, ...rows.map(({gene}) => gene.length)) + 14);
  const right = width - (narrow ? 100 : 130);
  const x = scaleLinear([0, 1], [left, right]);
  const bottom = top + rows.length * rowHeight;
  const figure = pen.drawing(width, bottom + 40, title, summary);
  figure.append(axisOf(pen, x, bottom, width, narrow));
  rows.forEach((row, i) => {
    const middle = top + (i + 0.5) * rowHeight;
    const line = pen.svg("g", {class: "vaf-row", "data-row": row.gene, style: "--group:var(--mutated)"});
    const {median, lowerQuartile, upperQuartile} = row;
    const range = `${formatPercent(lowerQuartile, 0)} to ${formatPercent(upperQuartile, 0)}`;
    line.append(
      pen.svg(
        "title",
        {},
        `${row.gene}: median ${formatPercent(median)}, quartiles ${range}, ${formatCount(row.values.length)} patients`
      ),
      pen.svg("text", {x: left - 10, y: px(middle + 4), "text-anchor": "end", class: "row-label"}, row.gene),
      pen.svg("path", {class: "vaf-shape", d: outline(row.values, x, {middle, leastInBin})})
    );
    if (median !== null && lowerQuartile !== null && upperQuartile !== null) {
      line.append(
        pen.svg("path", {class: "interval", d: `M${px(x(lowerQuartile))},${px(middle)}H${px(x(upperQuartile))}`}),
        pen.svg("circle", {class: "dot", cx: px(x(median)), cy: px(middle), r: 4})
      );
    }
    const at = {y: px(middle + 4), "text-anchor": "end", class: "number"};
    line.append(pen.svg("text", {...at, x: width - (narrow ? 40 : 50)}, formatPercent(median, 0)));
    line.append(pen.svg("text", {...at, x: width}, formatCount(row.values.length)));
    figure.append(line);
  });
  return figure;
}

/** The mirrored histogram as a closed path. */
function outline(
  values: ArrayLike<number>,
  x: (value: number) => number,
  {middle, leastInBin}: {middle: number; leastInBin: number}
): string {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; ++i) ++counts[Math.min(bins - 1, Math.floor(values[i] * bins))];
  const highest = Math.max(1, ...counts);
  const half = (n: number) => (n < leastInBin ? 0 : (n / highest) * (rowHeight / 2 - 2));
  const steps = [...counts].map((n, i) => [x(i / bins), x((i + 1) / bins), half(n)] as const);
  const above = steps.map(([from, to, h]) => `L${px(from)},${px(middle - h)}L${px(to)},${px(middle - h)}`);
  const below = [...steps]
    .reverse()
    .map(([from, to, h]) => `L${px(to)},${px(middle + h)}L${px(from)},${px(middle + h)}`);
  return `M${px(x(0))},${px(middle)}${above.join("")}${below.join("")}Z`;
}

function axisOf(pen: Pen, x: (value: number) => number, bottom: number, width: number, narrow: boolean): SVGElement {
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of narrow ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]) {
    const at = px(x(tick));
    axis.append(
      pen.svg("line", {class: tick === 0.5 ? "baseline" : "grid", x1: at, x2: at, y1: top - 6, y2: bottom}),
      pen.svg("text", {x: at, y: bottom + 16, "text-anchor": "middle"}, String(100 * tick))
    );
  }
  axis.append(
    pen.svg("text", {x: px(x(0)), y: bottom + 34, class: "axis-title"}, "Variant allele frequency, %"),
    pen.svg("text", {x: width - (narrow ? 40 : 50), y: 12, "text-anchor": "end", class: "axis-title"}, "median"),
    pen.svg("text", {x: width, y: 12, "text-anchor": "end", class: "axis-title"}, "n")
  );
  return axis;
}
