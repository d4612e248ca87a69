import {type Pen, px} from "./svg.js";

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From one line to the next, along the axis. */
const spacing = 5.5;

/**
 * A hatched rectangle, the sign for "not tested", as lines: a pattern would be printed as a picture of dots. Lines of
 * neighbouring rectangles continue each other.
 */
export function hatchedBox(pen: Pen, box: Box): SVGElement[] {
  return [
    pen.svg("path", {class: "hatch", d: hatchPath(box)}),
    pen.svg("rect", {
      class: "untested",
      x: px(box.x),
      y: px(box.y),
      width: px(box.width),
      height: px(box.height),
      fill: "none"
    })
  ];
}

/** Lines that rise from left to right, cut at the sides of the rectangle. */
function hatchPath({x, y, width, height}: Box): string {
  const parts: string[] = [];
  for (let sum = spacing * Math.ceil((x + y) / spacing); sum < x + y + width + height; sum += spacing) {
    const right = Math.min(x + width, sum - y);
    const length = right - Math.max(x, sum - y - height);
    if (length > 0.3) parts.push(`M${px(right)},${px(sum - right)}l${px(-length)},${px(length)}`);
  }
  return parts.join("");
}
