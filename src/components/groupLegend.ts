import type {GroupStyle} from "../charts/palette.js";
import {el} from "./dom.js";

/** Names of groups beside the colour in which they are drawn. */
export function groupLegend(groups: readonly {readonly label: string; readonly style: GroupStyle}[]): HTMLElement {
  return el(
    "ul",
    {class: "legend"},
    ...groups.map(({label, style}) =>
      el("li", {}, el("span", {class: "swatch", style: `background:${style.colour}`, "aria-hidden": "true"}), label)
    )
  );
}
