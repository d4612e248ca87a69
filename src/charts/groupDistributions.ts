import {scaleLinear} from "d3-scale";
import {formatCount, formatValue} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** One group: how many have each value, and what the box shows; null without values. */
export interface DistributionRow {
  readonly label: string;
  readonly style: GroupStyle;
  /** One element per value of the figure. */
  readonly counts: ArrayLike<number>;
  readonly n: number;
  readonly p5: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  readonly p95: number | null;
}

/** How the figure is drawn. */
export interface GroupDistributionsOptions {
  readonly width?: number;
  /** The distinct values, ascending. */
  readonly values: Float64Array;
  /** Words and unit of the values. */
  readonly xLabel: string;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const top = 8;
const bars = 34;
const box = 14;

/**
 * Distributions of groups on one scale: for each a histogram of shares (so that groups of different size can be compared) and
 * under it a box from quartile to quartile with the median, and a line from the 5th to the 95th percentile; the number of
 * patients at the right edge. The scale ends at the 1st and 99th percentile of all where single values lie far out; what is
 * beyond stands in the outermost bar.
 */
export function groupDistributions(
  rows: readonly DistributionRow[],
  {width = 720, values, xLabel, title, summary, document}: GroupDistributionsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const left = narrow ? 8 : Math.min(200, Math.max(80, letterWidth * longest + 16));
  const right = width - (narrow ? 48 : 64);
  const labels = rows.map(({label}) => textLines(label, narrow ? width - 70 : left - 14));
  const [low, high] = limits(rows, values);
  const x = scaleLinear([low, high === low ? low + 1 : high], [left, right]).nice(narrow ? 8 : 16);
  const edges = x.ticks(narrow ? 14 : 28);
  const shares = rows.map((row) => sharesOf(row, values, edges));
  const highest = Math.max(1e-9, ...shares.flat());
  const heights = labels.map((lines) => bars + box + 12 + (narrow ? 14 * lines.length : 0));
  const bottom = top + heights.reduce((sum, height) => sum + height, 0);
  const figure = pen.drawing(width, bottom + 46, title, summary);
  figure.append(axisOf(pen, x, narrow ? 4 : 8, bottom, xLabel, right));
  let y = top;
  rows.forEach((row, i) => {
    const head = narrow ? 14 * labels[i].length : 0;
    const base = y + head + bars;
    const group = pen.svg("g", {style: `--group:${row.style.colour}`, "data-row": row.label, "data-n": row.n});
    const first = narrow ? y + 11 : y + bars / 2 + 8 - 7 * (labels[i].length - 1);
    labels[i].forEach((line, l) => {
      const at = {x: narrow ? 0 : left - 10, y: px(first + 14 * l), class: "row-label"};
      group.append(pen.svg("text", {...at, "text-anchor": narrow ? "start" : "end"}, line));
    });
    shares[i].forEach((share, b) => {
      const [from, to] = [x(edges[b]), x(edges[b + 1])];
      const height = (bars * share) / highest;
      if (share > 0)
        group.append(
          pen.svg("rect", {
            class: "bar",
            x: px(from + 0.5),
            width: px(Math.max(0.5, to - from - 1)),
            y: px(base - height),
            height: px(height)
          })
        );
    });
    group.append(pen.svg("line", {class: "grid", x1: left, x2: right, y1: px(base), y2: px(base)}));
    group.append(...boxOf(pen, row, (value) => x(Math.min(high, Math.max(low, value))), base + 4 + box / 2));
    group.append(
      pen.svg(
        "text",
        {x: width, y: px(base - bars / 2 + 8), "text-anchor": "end", class: "number"},
        formatCount(row.n)
      ),
      pen.svg("title", {}, tooltip(row))
    );
    figure.append(group);
    y += heights[i];
  });
  return figure;
}

/** From the 1st to the 99th percentile of all groups where that is much less than the whole range, else the range. */
function limits(rows: readonly DistributionRow[], values: Float64Array): [number, number] {
  if (values.length === 0) return [0, 1];
  const totals = Array.from(values, (_, k) => rows.reduce((sum, {counts}) => sum + counts[k], 0));
  const n = totals.reduce((a, b) => a + b, 0);
  const [first, last] = [values[0], values[values.length - 1]];
  const at = (share: number) => {
    let passed = 0;
    const k = totals.findIndex((count) => (passed += count) >= share * n);
    return k < 0 ? last : values[k];
  };
  const [low, high] = [at(0.01), at(0.99)];
  return last - first > 2 * (high - low) ? [low, high] : [first, last];
}

function sharesOf({counts, n}: DistributionRow, values: Float64Array, edges: readonly number[]): number[] {
  const shares = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  values.forEach((value, k) => {
    let bin = 0;
    while (bin < shares.length - 1 && value >= edges[bin + 1]) ++bin;
    if (n > 0 && counts[k] > 0) shares[bin] += counts[k] / n;
  });
  return shares;
}

function boxOf(
  pen: Pen,
  {p5, lowerQuartile, median, upperQuartile, p95}: DistributionRow,
  x: (value: number) => number,
  middle: number
): SVGElement[] {
  if (p5 === null || lowerQuartile === null || median === null || upperQuartile === null || p95 === null) return [];
  const half = box / 2 - 2;
  const [from, to] = [x(lowerQuartile), x(upperQuartile)];
  return [
    pen.svg("path", {class: "interval", d: `M${px(x(p5))},${px(middle)}H${px(x(p95))}`}),
    pen.svg("rect", {
      class: "box",
      x: px(from),
      y: px(middle - half),
      width: px(Math.max(1, to - from)),
      height: px(2 * half)
    }),
    pen.svg("path", {class: "median", d: `M${px(x(median))},${px(middle - half - 1)}V${px(middle + half + 1)}`})
  ];
}

function axisOf(
  pen: Pen,
  x: ReturnType<typeof scaleLinear<number, number>>,
  ticks: number,
  bottom: number,
  label: string,
  right: number
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of x.ticks(ticks)) {
    const at = px(x(tick));
    group.append(
      pen.svg("line", {class: "grid", x1: at, x2: at, y1: top, y2: bottom}),
      pen.svg("text", {x: at, y: bottom + 16, "text-anchor": "middle"}, formatTick(tick))
    );
  }
  group.append(pen.svg("text", {x: right, y: bottom + 36, "text-anchor": "end", class: "axis-title"}, label));
  return group;
}

function formatTick(tick: number): string {
  return Number.isInteger(tick) ? formatCount(tick) : String(Number(tick.toFixed(6)));
}

function tooltip({label, n, median, lowerQuartile, upperQuartile}: DistributionRow): string {
  return `${label}: ${formatCount(n)} patients, median ${formatValue(median)} (quartiles ${formatValue(lowerQuartile)} and ${formatValue(upperQuartile)})`;
}
