import {scaleLinear} from "d3-scale";
import {formatPercent} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {type Pen, penOf, px} from "./svg.js";

/** One patient: a value before and after, 0–1; after null = not found, or found without a value. */
export interface PairedRow {
  readonly before: number;
  readonly after: number | null;
  readonly found: boolean;
}

/** How the figure is drawn. */
export interface PairedDotsOptions {
  readonly width?: number;
  /** Words under the two positions. */
  readonly positions: readonly [string, string];
  readonly yLabel: string;
  /** Word for values that were not found, at the foot of the second position. */
  readonly notFound: string;
  /** Of pairs found again and of those not. */
  readonly styles: {readonly found: GroupStyle; readonly cleared: GroupStyle};
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const top = 30;
const plotHeight = 280;
const golden = 0.618033988749895;

/**
 * A value of each patient before and after, joined by a line: filled dots and solid lines where it was found again, open
 * dots on a line of their own below zero and dashes where not. A pair without its second value is not drawn.
 */
export function pairedDots(
  rows: readonly PairedRow[],
  {width = 720, positions, yLabel, notFound, styles, title, summary, document}: PairedDotsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const drawn = rows.filter(({after, found}) => !found || after !== null);
  const highest = Math.max(0.5, ...drawn.flatMap(({before, after}) => [before, after ?? 0]));
  const y = scaleLinear([0, highest], [top + plotHeight, top]).nice(5);
  const lane = top + plotHeight + 24;
  const left = 48;
  const span = Math.min(width - left - 110, narrow ? 260 : 420);
  const x: readonly [number, number] = [left + 32, left + 32 + span - 32];
  const figure = pen.drawing(width, lane + 44, title, summary);
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const tick of y.ticks(5)) {
    const at = px(y(tick));
    axis.append(
      pen.svg("line", {class: tick === 0 ? "baseline" : "grid", x1: left, x2: x[1] + 24, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: px(y(tick) + 4), "text-anchor": "end"}, String(Math.round(100 * tick)))
    );
  }
  axis.append(
    pen.svg("text", {x: 0, y: 12, class: "axis-title"}, `${yLabel} (%)`),
    pen.svg("text", {x: x[1] + 32, y: lane + 4}, notFound),
    ...positions.map((label, i) =>
      pen.svg("text", {x: x[i], y: lane + 30, "text-anchor": "middle", class: "axis-title"}, label)
    )
  );
  figure.append(axis);
  drawn.forEach((row, i) => {
    // Those not found would all fall on one spot: spread by their place in the order, the same every time.
    const spread = row.found ? 0 : (((i * golden) % 1) - 0.5) * 28;
    const style = row.found ? styles.found : styles.cleared;
    figure.append(pairOf(pen, row, [x[0], x[1] + spread], y, lane, style));
  });
  return figure;
}

function pairOf(
  pen: Pen,
  {before, after, found}: PairedRow,
  [x0, x1]: readonly [number, number],
  y: (value: number) => number,
  lane: number,
  style: GroupStyle
): SVGElement {
  const [from, to] = [px(y(before)), px(found && after !== null ? y(after) : lane)];
  const group = pen.svg("g", {class: "pair", "data-found": found ? "yes" : "no", style: `--group:${style.colour}`});
  const words = `${formatPercent(before)} at first, then ${found ? formatPercent(after) : "not found"}`;
  group.append(
    pen.svg("path", {
      class: "line thin",
      d: `M${px(x0)},${from}L${px(x1)},${to}`,
      "stroke-dasharray": found ? null : "3 3"
    }),
    pen.svg("circle", {class: "dot", cx: px(x0), cy: from, r: 3.5}),
    pen.svg("circle", {class: found ? "dot" : "dot open", cx: px(x1), cy: to, r: 3.5}),
    pen.svg("title", {}, words)
  );
  return group;
}
