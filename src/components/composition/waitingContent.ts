import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {noTable} from "../plainTable.js";

/** What a figure shows before its numbers are there, or where they cannot be had: its question, and a sentence. */
export function waitingContent(title: string, sentence: string): FigureContent {
  return {
    title,
    subtitle: "",
    caption: "",
    table: noTable,
    draw: () => el("p", {class: "note waiting-figure"}, sentence)
  };
}
