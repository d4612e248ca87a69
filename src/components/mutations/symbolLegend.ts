import {groupSymbol} from "../../charts/groupSymbol.js";
import type {GroupStyle} from "../../charts/palette.js";
import {penOf} from "../../charts/svg.js";
import {el} from "../dom.js";

/** Names of the groups with their colours and symbols, in the order of the marks. */
export function symbolLegend(
  groups: readonly {readonly label: string; readonly style: GroupStyle; readonly open?: boolean}[]
): HTMLElement {
  const pen = penOf(document);
  return el(
    "ul",
    {class: "legend", "aria-label": "Groups"},
    ...groups.map(({label, style, open}) => {
      const mark = pen.svg("svg", {
        width: 14,
        height: 14,
        viewBox: "-7 -7 14 14",
        class: "drawing",
        "aria-hidden": "true"
      });
      const symbol = groupSymbol(pen, style);
      if (open) symbol.setAttribute("class", "dot open");
      mark.append(symbol);
      return el("li", {}, mark, label);
    })
  );
}
