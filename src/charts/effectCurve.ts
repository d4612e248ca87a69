import {scaleLinear, scaleLog} from "d3-scale";
import {line, area} from "d3-shape";
import {penOf, px} from "./svg.js";

/** A hazard ratio at a value of a variable. */
export interface EffectPoint {
  readonly value: number;
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
}

/** How the figure is drawn. */
export interface EffectCurveOptions {
  readonly width?: number;
  /** Name of the variable with its unit. */
  readonly label: string;
  /** Value with which the others are compared. */
  readonly reference: number;
  readonly knots: readonly number[];
  readonly title: string;
  readonly summary: string;
  readonly document?: Document;
}

const [top, bottom] = [28, 58];
const ticks = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32];

/** A smooth hazard ratio along a variable on a logarithmic axis, with its band; knots as small marks under the axis. */
export function effectCurve(
  points: readonly EffectPoint[],
  {width = 720, label, reference, knots, title, summary, document}: EffectCurveOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const height = width < 560 ? 260 : 320;
  const [left, right] = [52, 16];
  const values = points.map((d) => d.value);
  const x = scaleLinear([Math.min(...values), Math.max(...values)], [left, width - right]);
  const within = (limit: number) => Math.min(32, Math.max(1 / 32, limit));
  const lowest = Math.min(0.5, ...points.map((d) => within(d.lower)));
  const highest = Math.max(2, ...points.map((d) => within(d.upper)));
  const y = scaleLog([lowest, highest], [height - bottom, top]);
  const figure = pen.drawing(width, height, title, summary);
  const foot = height - bottom;
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const value of ticks.filter((d) => d >= lowest && d <= highest)) {
    const at = px(y(value));
    const name = value === 1 ? "baseline" : "grid";
    const text = value < 1 ? String(Number(value.toPrecision(3))) : String(value);
    axis.append(
      pen.svg("line", {class: name, x1: left, x2: width - right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: Number(at) + 4, "text-anchor": "end"}, text)
    );
  }
  for (const value of x.ticks(width < 560 ? 5 : 8)) {
    const at = px(x(value));
    axis.append(
      pen.svg("line", {class: "tick", x1: at, x2: at, y1: foot, y2: foot + 5}),
      pen.svg("text", {x: at, y: foot + 20, "text-anchor": "middle"}, String(value))
    );
  }
  axis.append(
    pen.svg("text", {x: 0, y: 14, class: "axis-title"}, "Hazard ratio"),
    pen.svg("text", {x: (left + width - right) / 2, y: foot + 44, "text-anchor": "middle", class: "axis-title"}, label)
  );
  for (const knot of knots)
    axis.append(pen.svg("line", {class: "knot", x1: px(x(knot)), x2: px(x(knot)), y1: foot - 8, y2: foot}));
  const band = area<EffectPoint>()
    .x((d) => x(d.value))
    .y0((d) => y(within(d.lower)))
    .y1((d) => y(within(d.upper)))
    .digits(1);
  const curve = line<EffectPoint>()
    .x((d) => x(d.value))
    .y((d) => y(within(d.ratio)))
    .digits(1);
  figure.append(
    axis,
    pen.svg("path", {class: "band", d: band(points) ?? "", style: "fill: var(--accent)"}),
    pen.svg("path", {
      class: "curve",
      d: curve(points) ?? "",
      style: "fill: none; stroke: var(--accent); stroke-width: 1.75px"
    }),
    pen.svg("circle", {class: "reference-point", cx: px(x(reference)), cy: px(y(1)), r: 4})
  );
  return figure;
}
