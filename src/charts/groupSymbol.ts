import {symbol, symbolsFill} from "d3-shape";
import type {GroupStyle} from "./palette.js";
import type {Pen} from "./svg.js";

/** The mark of a group in dot plots and their legend: a shape of its own in the group's colour, centred on 0, 0. */
export function groupSymbol(pen: Pen, style: GroupStyle, area = 56): SVGElement {
  const type = symbolsFill[style.symbol % symbolsFill.length];
  return pen.svg("path", {class: "dot", d: symbol(type, area)() ?? "", style: `--group:${style.colour}`});
}

/** A short piece of a group's line, as it is drawn: colour and dashes. */
export function lineSwatch(pen: Pen, style: GroupStyle, x: number, y: number): SVGElement {
  return pen.svg("path", {
    class: "line",
    d: `M${x},${y}h20`,
    "stroke-dasharray": style.dash || null,
    style: `--group:${style.colour}`
  });
}
