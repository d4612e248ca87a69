import {groupSymbol} from "./groupSymbol.js";
import type {GroupStyle} from "./palette.js";
import {penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

const rowHeight = 20;

/**
 * A drawing with the names and symbols of its groups above it: a page that is read without script, and a file that travels
 * alone, have no legend beside them. Changes the drawing.
 */
export function withLegend(
  drawing: SVGElement,
  groups: readonly {readonly label: string; readonly style: GroupStyle}[],
  document: Document
): SVGElement {
  const pen = penOf(document);
  const [width, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
  const legend = pen.svg("g", {class: "legend-row"});
  let [x, row] = [0, 0];
  for (const {label, style} of groups) {
    const room = 34 + letterWidth * label.length;
    if (x > 0 && x + room > width) [x, row] = [0, row + 1];
    const y = rowHeight * row + 10;
    const symbol = groupSymbol(pen, style);
    symbol.setAttribute("transform", `translate(${px(x + 6)},${y})`);
    legend.append(symbol, pen.svg("text", {x: px(x + 16), y: y + 4}, label));
    x += room;
  }
  const above = rowHeight * (row + 1) + 8;
  legend.setAttribute("transform", `translate(0,${-above})`);
  drawing.append(legend);
  drawing.setAttribute("height", String(height + above));
  drawing.setAttribute("viewBox", `0 ${-above} ${width} ${height + above}`);
  return drawing;
}
