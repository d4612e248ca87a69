import {el} from "./dom.js";

/** A choice of the reader's: a label, and a select that looks like text until it is needed. */
export function choice(label: string, select: HTMLSelectElement): HTMLElement {
  return el("label", {class: "control"}, el("span", {class: "control-label"}, label), select);
}

/** A row of controls above a drawing; null ones are left out. */
export function controlRow(...controls: readonly (Element | null)[]): HTMLElement {
  return el("div", {class: "controls"}, ...controls);
}

/** A note in the margin of the figures: a heading and a few sentences. */
export function marginNote(heading: string, ...sentences: readonly string[]): HTMLElement {
  return el("div", {class: "margin-note"}, el("h3", {}, heading), el("p", {}, sentences.join(" ")));
}

/** A few words, "< 0.0001", that stay on one line. */
export function nowrap(words: string): HTMLElement {
  return el("span", {class: "written-p"}, words);
}
