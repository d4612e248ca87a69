import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";

/** What a figure shows before its numbers are there, or where they cannot be had: its question, and a sentence. */
export function waitingContent(title: string, sentence: string): FigureContent {
  return {
    title,
    subtitle: "",
    caption: "",
    table: {columns: [], rows: []},
    draw: () => el("p", {class: "note waiting-figure"}, sentence)
  };
}
