import type {ScaleContinuousNumeric} from "d3";
import type {ForestRow} from "./forestRow.js";
import {type Pen, px} from "./svg.js";

/** The axis of ratios. */
export type ForestScale = ScaleContinuousNumeric<number, number>;

/** How one mark differs from the others. */
export interface ForestMarkOptions {
  /** Weight as a share of the largest. */
  readonly share: number;
  /** Ratio at which the dashed line stands; null for none. */
  readonly through: number | null;
  readonly diamond: boolean;
  /** Where there is no effect, 1 unless given; null for estimates that are compared with nothing. */
  readonly none?: number | null;
}

/** Side of the largest square, and the smallest that can be seen. */
const largest = 14;
const smallest = 4;

/**
 * The lane of one row: lines at no effect and at the overall ratio, the interval with an arrow where it leaves the axis, and a
 * square whose area is the row's share of the largest weight; a diamond as wide as the interval for all patients.
 */
export function forestMark(
  pen: Pen,
  {estimate}: Pick<ForestRow, "estimate">,
  x: ForestScale,
  top: number,
  height: number,
  {share, through, diamond, none = 1}: ForestMarkOptions
): SVGElement {
  const lane = pen.svg("g", {class: "forest-mark"});
  const [least, most] = x.domain();
  const upright = (at: number, name: string) =>
    pen.svg("line", {class: name, x1: px(x(at)), x2: px(x(at)), y1: px(top), y2: px(top + height)});
  if (none !== null) lane.append(upright(none, "baseline"));
  if (through !== null && through >= least && through <= most) lane.append(upright(through, "forest-through"));
  if (estimate === null) return lane;
  const {ratio, lower, upper} = estimate;
  const y = top + height / 2;
  const [from, to] = [x(Math.max(least, lower)), x(Math.min(most, upper))];
  if (diamond) {
    const points = `M${px(from)},${px(y)}L${px(x(ratio))},${px(y - 7)}L${px(to)},${px(y)}L${px(x(ratio))},${px(y + 7)}Z`;
    lane.append(pen.svg("path", {class: "forest-square", d: points}));
    return lane;
  }
  // An interval may lie beyond the axis altogether; then only its arrow is drawn.
  if (from < to) lane.append(pen.svg("path", {class: "interval", d: `M${px(from)},${px(y)}H${px(to)}`}));
  if (lower < least) lane.append(arrow(pen, x(least), y, 1));
  if (upper > most) lane.append(arrow(pen, x(most), y, -1));
  if (ratio < least || ratio > most) return lane;
  const side = Math.max(smallest, largest * Math.sqrt(share));
  const at = {x: px(x(ratio) - side / 2), y: px(y - side / 2), width: px(side), height: px(side)};
  lane.append(pen.svg("rect", {class: "forest-square", ...at}));
  return lane;
}

function arrow(pen: Pen, x: number, y: number, inward: number): SVGElement {
  const d = `M${px(x)},${px(y)}l${6 * inward},-4v8Z`;
  return pen.svg("path", {class: "forest-arrow", d});
}
