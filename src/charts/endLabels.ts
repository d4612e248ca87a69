import type {GroupStyle} from "./palette.js";
import {type Pen, px} from "./svg.js";

/** A name at the end of a line, in pixels. */
export interface EndLabel {
  readonly label: string;
  readonly style: GroupStyle;
  readonly x: number;
  readonly y: number;
}

const spacing = 16;

/**
 * Names at the ends of lines, moved apart where they would overlap; none stands lower than `lowest`. Lines that end at
 * about the same height have their names beyond the longest of them, so that no name stands on a line.
 */
export function endLabels(pen: Pen, labels: readonly EndLabel[], lowest: number): SVGElement {
  const beyond = ({y}: EndLabel) => Math.max(...labels.filter((d) => Math.abs(d.y - y) < spacing).map(({x}) => x));
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
