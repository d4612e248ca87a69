import {scaleLinear, scaleSqrt} from "d3-scale";
import {penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** One thing compared between two groups. */
export interface VolcanoPoint {
  readonly label: string;
  /** Odds ratio; 0 and Infinity stand at the edges. */
  readonly ratio: number;
  readonly p: number;
  /** Adjusted p is below 0.05: drawn filled and named. */
  readonly notable: boolean;
}

/** How the figure is drawn. */
export interface VolcanoOptions {
  readonly width?: number;
  /** What a ratio below and above 1 means. */
  readonly sides: readonly [string, string];
  readonly title: string;
  readonly summary: string;
  readonly document?: Document;
}

const [top, bottom, left, right] = [30, 62, 48, 16];
const height = 360;
/** Names of genes are capitals, which are wider than other letters. */
const capitalWidth = 7.8;
/** Powers of ten that are marked on the axis of p. */
const depthTicks = [0, 1, 2, 5, 10, 20, 50, 100, 200, 300];

/**
 * Odds ratios against p-values, both on logarithmic scales, that of p compressed. What differs notably is filled and named where its name has
 * room; a ratio beyond the axis, without an end or not, stands at its edge as a triangle.
 */
export function volcanoPlot(
  points: readonly VolcanoPoint[],
  {width = 720, sides, title, summary, document}: VolcanoOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const logs = points.map(({ratio}) => Math.log2(ratio));
  const most = Math.min(6, Math.max(2, Math.ceil(Math.max(...logs.filter(Number.isFinite).map(Math.abs), 1))));
  const depths = points.map(({p}) => -Math.log10(Math.max(p, 1e-300)));
  const deepest = Math.max(2, ...depths);
  const x = scaleLinear([-most, most], [left, width - right]);
  // Square roots leave room for differences that are not the largest.
  const y = scaleSqrt([0, deepest * 1.05], [height - bottom, top]);
  // Side by side where there is room, else one below the other.
  const stacked = (sides[0].length + sides[1].length + 6) * letterWidth > width - left - right;
  const figure = pen.drawing(width, height + (stacked ? 18 : 0), title, summary);
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const foot = height - bottom;
  for (const value of depthTicks.filter((d) => d <= deepest * 1.05)) {
    const at = px(y(value));
    axis.append(
      pen.svg("line", {class: value === 0 ? "baseline" : "grid", x1: left, x2: width - right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: Number(at) + 4, "text-anchor": "end"}, pTick(value))
    );
  }
  const step = most > 4 || width < 560 ? 2 : 1;
  for (let value = -most; value <= most; ++value) {
    if (value % step !== 0) continue;
    const at = px(x(value));
    const text = value < 0 ? `1/${2 ** -value}` : String(2 ** value);
    axis.append(
      pen.svg("line", {
        class: value === 0 ? "baseline" : "tick",
        x1: at,
        x2: at,
        y1: value === 0 ? top : foot,
        y2: foot + 5
      }),
      pen.svg("text", {x: at, y: foot + 20, "text-anchor": "middle"}, text)
    );
  }
  axis.append(
    pen.svg("text", {x: 0, y: 14, class: "axis-title"}, "p"),
    pen.svg("text", {x: px(x(0)), y: foot + 38, "text-anchor": "middle", class: "axis-title"}, "Odds ratio"),
    pen.svg("text", {x: left, y: foot + 56, class: "axis-title"}, `← ${sides[0]}`),
    pen.svg(
      "text",
      {x: width - right, y: foot + (stacked ? 74 : 56), "text-anchor": "end", class: "axis-title"},
      `${sides[1]} →`
    )
  );
  figure.append(axis);
  const placed: Box[] = [];
  const order = points.map((_, i) => i).sort((a, b) => points[a].p - points[b].p);
  const marks = order.map((i) => ({i, cx: x(Math.max(-most, Math.min(most, logs[i]))), cy: y(depths[i])}));
  for (const {cx, cy} of marks) placed.push({x: cx - 4, y: cy - 4, width: 8, height: 8});
  for (const {i, cx, cy} of marks) {
    const {label, notable} = points[i];
    const name = notable ? "volcano-mark notable" : "volcano-mark";
    const beyond = Math.abs(logs[i]) > most;
    const mark = beyond
      ? pen.svg("path", {
          class: name,
          d: `M${px(cx)},${px(cy - 5)}l${logs[i] > 0 ? 6 : -6},5l${logs[i] > 0 ? -6 : 6},5Z`
        })
      : pen.svg("circle", {class: name, cx: px(cx), cy: px(cy), r: 4});
    mark.setAttribute("data-label", label);
    mark.append(pen.svg("title", {}, label));
    figure.append(mark);
    if (!notable) continue;
    const box = roomFor(label, cx, cy, width, placed);
    if (box === null) continue;
    placed.push(box);
    figure.append(pen.svg("text", {class: "volcano-label", x: px(box.x), y: px(box.y + 11)}, label));
  }
  return figure;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place beside, above or below a mark where a name covers nothing; null if there is none. */
function roomFor(label: string, cx: number, cy: number, width: number, placed: readonly Box[]): Box | null {
  const size = {width: label.length * capitalWidth + 2, height: 14};
  const candidates = [
    {x: cx + 7, y: cy - 7},
    {x: cx - 7 - size.width, y: cy - 7},
    {x: cx - size.width / 2, y: cy - 20},
    {x: cx - size.width / 2, y: cy + 6}
  ].map((at) => ({...at, ...size}));
  const free = (a: Box) =>
    a.x >= left &&
    a.x + a.width <= width &&
    a.y >= top - 8 &&
    a.y + a.height <= height - bottom &&
    placed.every((b) => a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y);
  return candidates.find(free) ?? null;
}

/** A power of ten as a p-value: 1, 0.1, 0.01, 10⁻⁵. */
function pTick(depth: number): string {
  if (!Number.isInteger(depth)) return "";
  if (depth <= 3) return String(Number((10 ** -depth).toFixed(3)));
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  return `10⁻${String(depth).replaceAll(/\d/g, (digit) => digits.charAt(Number(digit)))}`;
}
