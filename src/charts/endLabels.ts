import type {GroupStyle} from "./palette.js";
import {type Pen, px} from "./svg.js";

/** A name at the end of a line, in pixels. */
export interface EndLabel {
  readonly label: string;
  readonly style: GroupStyle;
  readonly x: number;
  readonly y: number;
  /** The corners of its line, a step function, from left to right. */
  readonly line: readonly Corner[];
}

/** A place in pixels. */
interface Corner {
  readonly x: number;
  readonly y: number;
}

const spacing = 16;
const letter = 6.6;

/**
 * Names at the ends of lines, moved apart where they would overlap; none stands lower than `lowest`. A name that would
 * stand on a longer line, or beside the end of one at about the same height, has its place beyond that.
 */
export function endLabels(pen: Pen, labels: readonly EndLabel[], lowest: number): SVGElement {
  const beyond = (own: EndLabel) =>
    Math.max(own.x, ...labels.filter((d) => Math.abs(d.y - own.y) < spacing || standsOn(own, d)).map(({x}) => x));
  const placed = labels.map((label) => ({...label, x: beyond(label)})).sort((a, b) => a.y - b.y);
  placed.forEach((label, i) => {
    if (i > 0) label.y = Math.max(label.y, placed[i - 1].y + spacing);
  });
  for (let i = placed.length - 1, floor = lowest; i >= 0; --i) {
    placed[i].y = Math.min(placed[i].y, floor);
    floor = placed[i].y - spacing;
  }
  const group = pen.svg("g", {class: "end-labels", "aria-hidden": "true"});
  for (const {label, style, x, y} of placed)
    group.append(pen.svg("text", {x: px(x), y: px(y + 4), style: `--group:${style.colour}`}, label));
  return group;
}

/** True if a name at the end of its own line would stand on another. */
function standsOn({label, x, y}: EndLabel, {line}: EndLabel): boolean {
  const right = x + letter * label.length;
  return line.some((corner, i) => {
    const before = line[i - 1] ?? corner;
    if (corner.x < x || before.x > right) return false;
    // The level of a step from corner to corner, and its fall or rise at the second.
    const [from, to] = corner.x > right ? [before.y, before.y] : [before.y, corner.y];
    return Math.min(from, to) < y + spacing / 2 && Math.max(from, to) > y - spacing / 2;
  });
}
