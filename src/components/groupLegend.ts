import {groupSymbol} from "../charts/groupSymbol.js";
import type {GroupStyle} from "../charts/palette.js";
import {penOf} from "../charts/svg.js";
import {el} from "./dom.js";

/** Names of groups, in the order of their marks: beside its colour, or the symbol that stands for it in dot plots. */
export function groupLegend(
  groups: readonly {readonly label: string; readonly style: GroupStyle}[],
  mark: "colour" | "symbol" = "symbol"
): HTMLElement {
  const pen = penOf(document);
  const markOf = (style: GroupStyle) => {
    if (mark === "colour") {
      return el("span", {class: "swatch", style: `background:${style.colour}`, "aria-hidden": "true"});
    }
    const box = {width: 14, height: 14, viewBox: "-7 -7 14 14", class: "drawing", "aria-hidden": "true"};
    return pen.svg("svg", box, groupSymbol(pen, style));
  };
  return el(
    "ul",
    {class: "legend", "aria-label": "Groups"},
    ...groups.map(({label, style}) => el("li", {}, markOf(style), label))
  );
}
