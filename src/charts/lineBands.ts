import {scaleLinear} from "d3";
import type {GroupStyle} from "./palette.js";
import {lineSwatch} from "./groupSymbol.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** One line: points in ascending order of x with their limits; null where there is none. */
export interface LineBand {
  readonly label: string;
  readonly style: GroupStyle;
  readonly points: readonly {
    readonly x: number;
    readonly estimate: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
}

/** How the figure is drawn. */
export interface LineBandsOptions {
  readonly width?: number;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Draw the diagonal of perfect agreement, both axes on one scale. */
  readonly diagonal: boolean;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/**
 * Lines with 95 % bands over a number: calibration (observed against predicted, with the diagonal of perfect agreement), a
 * prediction over a covariate. Few points are marked, since there is nothing but them.
 */
export function lineBands(
  lines: readonly LineBand[],
  {width = 720, xLabel, yLabel, diagonal, title, summary, document}: LineBandsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const size = Math.min(width, diagonal ? 460 : 720);
  const legend = lines.length > 1 ? 8 + 20 * legendRows(lines, size) : 0;
  const [left, right, top] = [44, 16, legend + 28];
  const plotHeight = diagonal ? size - left - right : Math.min(320, size * 0.6);
  const {x, y} = scales(lines, diagonal, [left, size - right], [top + plotHeight, top]);
  const figure = pen.drawing(size, top + plotHeight + 48, title, summary);
  if (legend > 0) figure.append(legendOf(pen, lines, size));
  figure.append(axes(pen, x, y, xLabel, yLabel));
  if (diagonal) {
    const [low, high] = x.domain();
    const d = `M${px(x(low))},${px(y(low))}L${px(x(high))},${px(y(high))}`;
    figure.append(pen.svg("path", {class: "perfect", d}));
  }
  for (const {label, style, points} of lines) {
    const group = pen.svg("g", {class: "curve", "data-curve": label, style: `--group:${style.colour}`});
    const known = points.filter((d) => d.estimate !== null);
    const limits = known.filter((d) => d.lower !== null && d.upper !== null);
    const place = (at: number, value: number) => `${px(x(at))},${px(y(value))}`;
    if (known.length <= 12) {
      for (const {x: at, lower, upper} of limits)
        group.append(pen.svg("path", {class: "interval", d: `M${place(at, lower!)}L${place(at, upper!)}`}));
    } else if (limits.length > 1) {
      const corners = [
        ...limits.map((d) => place(d.x, d.upper!)),
        ...[...limits].reverse().map((d) => place(d.x, d.lower!))
      ];
      group.append(pen.svg("path", {class: "band", d: `M${corners.join("L")}Z`}));
    }
    const d = `M${known.map((point) => place(point.x, point.estimate!)).join("L")}`;
    if (known.length > 1) group.append(pen.svg("path", {class: "line", "stroke-dasharray": style.dash || null, d}));
    if (known.length <= 12)
      for (const {x: at, estimate} of known)
        group.append(pen.svg("circle", {class: "dot", cx: px(x(at)), cy: px(y(estimate!)), r: 4}));
    figure.append(group);
  }
  return figure;
}

type Linear = ReturnType<typeof scaleLinear<number, number>>;

function scales(
  lines: readonly LineBand[],
  same: boolean,
  across: [number, number],
  up: [number, number]
): {x: Linear; y: Linear} {
  const xs = lines.flatMap(({points}) => points.map((d) => d.x));
  const ys = lines.flatMap(({points}) =>
    points.flatMap((d) => [d.estimate, d.lower, d.upper].filter((value) => value !== null))
  );
  const range = (values: readonly number[]): [number, number] =>
    values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  if (!same) return {x: scaleLinear(range(xs), across), y: scaleLinear(range(ys), up).nice()};
  const [low, high] = range([...xs, ...ys]);
  // Shares are shown on the whole of their scale.
  const domain: [number, number] = low >= 0 && high <= 1 ? [0, 1] : low >= 0 && high <= 100 ? [0, 100] : [low, high];
  return {x: scaleLinear(domain, across), y: scaleLinear(domain, up)};
}

function axes(pen: Pen, x: Linear, y: Linear, xLabel: string, yLabel: string): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const [left, right] = x.range();
  const [bottom] = y.range();
  for (const value of y.ticks(5)) {
    const at = px(y(value));
    group.append(
      pen.svg("line", {class: value === y.domain()[0] ? "baseline" : "grid", x1: left, x2: right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: px(y(value) + 4), "text-anchor": "end"}, String(Number(value.toFixed(6))))
    );
  }
  for (const value of x.ticks(6)) {
    const at = px(x(value));
    group.append(
      pen.svg("line", {class: "tick", x1: at, x2: at, y1: bottom, y2: bottom + 6}),
      pen.svg("text", {x: at, y: bottom + 18, "text-anchor": "middle"}, String(Number(value.toFixed(6))))
    );
  }
  const foot = {x: px((left + right) / 2), y: bottom + 38, "text-anchor": "middle", class: "axis-title"};
  group.append(
    pen.svg("text", foot, xLabel),
    pen.svg("text", {x: 0, y: y.range()[1] - 14, class: "axis-title"}, yLabel)
  );
  return group;
}

function legendRows(lines: readonly LineBand[], width: number): number {
  let [rows, used] = [1, 0];
  for (const {label} of lines) {
    const room = 44 + letterWidth * label.length;
    if (used > 0 && used + room > width) [rows, used] = [rows + 1, 0];
    used += room;
  }
  return rows;
}

function legendOf(pen: Pen, lines: readonly LineBand[], width: number): SVGElement {
  const group = pen.svg("g", {class: "legend-row"});
  let [row, used] = [0, 0];
  for (const {label, style} of lines) {
    const room = 44 + letterWidth * label.length;
    if (used > 0 && used + room > width) [row, used] = [row + 1, 0];
    const y = 12 + 20 * row;
    const name = {x: used + 28, y, class: "group-name", style: `--group:${style.colour}`};
    group.append(lineSwatch(pen, style, used, y - 4), pen.svg("text", name, label));
    used += room;
  }
  return group;
}
