import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {noTable} from "../plainTable.js";
import type {Refusal} from "./survivalAnalysis.js";

/** In place of a figure: why there is none, and the ways on. */
export function refusalContent(
  endpoint: string,
  {refused, overlap}: Refusal,
  ways: {readonly unsplit: (() => void) | null; readonly split: () => void; readonly relax: (() => void) | null}
): FigureContent {
  return {
    title: `${endpoint}: not shown`,
    subtitle: "",
    caption: "",
    table: noTable,
    draw: () =>
      el(
        "div",
        {class: "warning", role: "status", "data-testid": "refused"},
        el("p", {}, refused),
        el(
          "div",
          {class: "offers"},
          overlap && el("button", {type: "button", onclick: ways.split}, "Split into those in one only and in several"),
          ways.relax && el("button", {type: "button", onclick: ways.relax}, "Remove the condition"),
          ways.unsplit && el("button", {type: "button", onclick: ways.unsplit}, "Show all patients together")
        )
      )
  };
}
