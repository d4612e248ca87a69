import {scaleLinear} from "d3-scale";
import {formatCount, formatValue} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** One group: its values and their quartiles; null quartiles without values. */
export interface ValueBoxRow {
  readonly label: string;
  readonly style: GroupStyle;
  /** One for each patient; none where only the box may be shown. */
  readonly values: readonly number[];
  /** Patients behind the box; as many as values if not given. */
  readonly n?: number;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
}

/** How the figure is drawn. */
export interface ValueBoxesOptions {
  readonly width?: number;
  /** Ends of the scale; those of what is drawn if not given. */
  readonly range?: readonly [number, number];
  /** Words and unit of the values. */
  readonly xLabel: string;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const top = 8;
const strip = 30;
const lineHeight = 14;

/**
 * Values of groups on one scale: a point per patient, over them a box from quartile to quartile with the median; the
 * number of patients at the right edge. Where there is no room beside the points, names stand above them.
 */
export function valueBoxes(
  rows: readonly ValueBoxRow[],
  {width = 720, range, xLabel, title, summary, document}: ValueBoxesOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const left = narrow ? 8 : Math.min(230, Math.max(90, letterWidth * longest + 16));
  const right = width - (narrow ? 40 : 56);
  const labels = rows.map(({label}) => textLines(label, narrow ? width - 60 : left - 14));
  const all = rows.flatMap(({values, lowerQuartile, upperQuartile}) => [
    ...values,
    ...[lowerQuartile, upperQuartile].filter((d) => d !== null)
  ]);
  const [low, high] = range ?? (all.length === 0 ? [0, 1] : [min(all), max(all)]);
  const x = scaleLinear([low, high === low ? low + 1 : high], [left + 6, right - 6]).nice(narrow ? 4 : 8);
  const heights = labels.map((lines) =>
    narrow ? strip + 10 + lineHeight * lines.length : Math.max(strip + 8, lineHeight * lines.length + 8)
  );
  const bottom = top + heights.reduce((sum, height) => sum + height, 0);
  const figure = pen.drawing(width, bottom + 46, title, summary);
  figure.append(axisOf(pen, x, narrow ? 4 : 8, bottom, (left + right) / 2, xLabel));
  let y = top;
  rows.forEach((row, i) => {
    const group = pen.svg("g", {
      class: "value-row",
      style: `--group:${row.style.colour}`,
      "data-row": row.label,
      "data-n": patients(row)
    });
    const middle = narrow ? y + lineHeight * labels[i].length + strip / 2 + 5 : y + heights[i] / 2;
    const first = narrow ? y + 12 : middle + 4 - (lineHeight * (labels[i].length - 1)) / 2;
    labels[i].forEach((line, l) => {
      const at = {x: narrow ? 0 : left - 10, y: px(first + lineHeight * l), class: "row-label"};
      group.append(pen.svg("text", {...at, "text-anchor": narrow ? "start" : "end"}, line));
    });
    group.append(...points(pen, row.values, x, middle), ...boxOf(pen, row, x, middle));
    const count = {x: width, y: px(middle + 4), "text-anchor": "end", class: "number"};
    group.append(pen.svg("text", count, formatCount(patients(row))), pen.svg("title", {}, tooltip(row)));
    figure.append(group);
    y += heights[i];
  });
  return figure;
}

function axisOf(
  pen: Pen,
  x: ReturnType<typeof scaleLinear<number, number>>,
  ticks: number,
  bottom: number,
  middle: number,
  label: string
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of x.ticks(ticks)) {
    const at = px(x(tick));
    group.append(
      pen.svg("line", {class: "grid", x1: at, x2: at, y1: top, y2: bottom}),
      pen.svg("text", {x: at, y: bottom + 16, "text-anchor": "middle"}, String(Number(tick.toFixed(6))))
    );
  }
  group.append(pen.svg("text", {x: middle, y: bottom + 36, "text-anchor": "middle", class: "axis-title"}, label));
  return group;
}

/** Points spread over the height of the strip by their place in the order: the same every time. */
function points(pen: Pen, values: readonly number[], x: (value: number) => number, middle: number): SVGElement[] {
  const golden = 0.618033988749895;
  return values.map((value, i) => {
    const spread = ((i * golden) % 1) - 0.5;
    return pen.svg("circle", {class: "point", cx: px(x(value)), cy: px(middle + spread * (strip - 8)), r: 2.2});
  });
}

function boxOf(
  pen: Pen,
  {lowerQuartile, median, upperQuartile}: ValueBoxRow,
  x: (value: number) => number,
  middle: number
): SVGElement[] {
  if (lowerQuartile === null || median === null || upperQuartile === null) return [];
  const [from, at, to] = [lowerQuartile, median, upperQuartile].map((value) => x(value));
  const half = strip / 2 - 4;
  return [
    pen.svg("rect", {
      class: "box",
      x: px(from),
      y: px(middle - half),
      width: px(Math.max(1, to - from)),
      height: px(2 * half)
    }),
    pen.svg("path", {class: "median", d: `M${px(at)},${px(middle - half - 2)}V${px(middle + half + 2)}`})
  ];
}

function patients({n, values}: ValueBoxRow): number {
  return n ?? values.length;
}

function tooltip(row: ValueBoxRow): string {
  const {label, lowerQuartile, median, upperQuartile} = row;
  return `${label}: ${formatCount(patients(row))} patients, median ${formatValue(median)} (quartiles ${formatValue(lowerQuartile)} and ${formatValue(upperQuartile)})`;
}

function min(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function max(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
