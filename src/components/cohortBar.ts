import {formatCount} from "../charts/format.js";
import type {CohortFilter} from "../cohort/filter.js";
import {emptyFilter} from "../cohort/filter.js";
import type {FilterChip} from "../cohort/filterChips.js";
import {el, fill, write} from "./dom.js";

/** What the reader can do from the bar. */
export interface CohortBarActions {
  readonly change: (filter: CohortFilter) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** A condition that is not applied, and why. */
export interface RefusedChip {
  readonly chip: FilterChip;
  readonly why: string;
}

/** What the bar says about a cohort. */
export interface CohortWords {
  readonly chips: readonly FilterChip[];
  readonly refused: readonly RefusedChip[];
  readonly sentence: string;
  /** What a reader should know about the conditions, a sentence each. */
  readonly notes: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** The bar that says who is in the cohort. */
export interface CohortBar {
  /** What stays in sight: the number, the chips, the tools. */
  readonly element: HTMLElement;
  /** What is read once: notes on the conditions. */
  readonly notes: HTMLElement;
  /** Conditions as chips, and all of them in one sentence. */
  show(words: CohortWords): void;
  /** Marks the number as being computed; says on what it waits. */
  wait(what: string): void;
  /** Patients, and events of the endpoint if they are known. */
  count(n: number, events: {readonly n: number; readonly endpoint: string} | null): void;
  /** Says what may be said of a number that is not shown. */
  hidden(words: string): void;
  /** Says that the number could not be computed. */
  unknown(): void;
}

/**
 * The bar that says who is in the cohort: "n of N patients, m events", and chips that can be taken off one by one or all
 * at once; undo, redo and whatever tools the page adds.
 */
export function cohortBar(
  total: number,
  {change, undo, redo}: CohortBarActions,
  tools: readonly HTMLElement[]
): CohortBar {
  const number = el("output", {class: "n", "data-testid": "cohort-n", "aria-live": "polite"});
  const waiting = el("span", {class: "waiting", hidden: true}, "computing …");
  const list = el("ul", {class: "chips", "aria-label": "Conditions"});
  const notes = el("div", {class: "bar-notes", role: "status"});
  const sentence = el("p", {class: "cohort-sentence", "data-testid": "cohort-sentence"});
  const reset = el("button", {type: "button", class: "quiet", onclick: () => change(emptyFilter)}, "Clear all");
  const [undoButton, redoButton] = [
    el("button", {type: "button", class: "quiet", title: "Undo (Ctrl+Z)", onclick: undo}, "Undo"),
    el("button", {type: "button", class: "quiet", title: "Redo (Ctrl+Shift+Z)", onclick: redo}, "Redo")
  ];
  const element = el(
    "div",
    {class: "cohort-bar"},
    el(
      "div",
      {class: "bar-head"},
      number,
      waiting,
      el("div", {class: "bar-tools", role: "group", "aria-label": "Cohort"}, undoButton, redoButton, ...tools)
    ),
    list,
    sentence
  );
  const done = () => {
    element.removeAttribute("aria-busy");
    waiting.hidden = true;
  };
  return {
    element,
    notes,
    show({chips, refused, sentence: words, notes: lines, canUndo, canRedo}) {
      write(sentence, words);
      const why = new Map(refused.map((d) => [d.chip.key, d.why]));
      fill(list, ...chips.map((d) => el("li", {}, chipButton(d, why.get(d.key), change))), el("li", {}, reset));
      fill(notes, ...refused.map((d) => note(d.why)), ...lines.map(note));
      list.hidden = chips.length === 0;
      undoButton.disabled = !canUndo;
      redoButton.disabled = !canRedo;
    },
    wait(what) {
      element.setAttribute("aria-busy", "true");
      waiting.hidden = false;
      fill(waiting, what);
      if (number.dataset.value === undefined) fill(number, `… of ${formatCount(total)} patients`);
    },
    count(n, events) {
      done();
      number.dataset.value = String(n);
      if (events === null) delete number.dataset.events;
      else number.dataset.events = String(events.n);
      const after = events === null ? "" : `, ${formatCount(events.n)} ${eventWord(events.n)} (${events.endpoint})`;
      fill(number, el("strong", {}, formatCount(n)), ` of ${formatCount(total)} patients${after}`);
    },
    hidden(words) {
      done();
      delete number.dataset.value;
      delete number.dataset.events;
      fill(number, el("strong", {}, words), ` of ${formatCount(total)} patients`);
    },
    unknown() {
      done();
      delete number.dataset.value;
      delete number.dataset.events;
      fill(number, `Not computed; the release has ${formatCount(total)} patients`);
    }
  };
}

function eventWord(n: number): string {
  return n === 1 ? "event" : "events";
}

function note(text: string): HTMLElement {
  return el("p", {class: "bar-note"}, text);
}

function chipButton(
  {key, label, without}: FilterChip,
  why: string | undefined,
  change: (filter: CohortFilter) => void
): HTMLElement {
  const refused = why !== undefined;
  return el(
    "button",
    {
      type: "button",
      class: refused ? "chip refused" : "chip",
      "data-chip": key,
      title: why,
      onclick: () => change(without)
    },
    refused ? el("s", {}, label) : label,
    el("span", {class: "cross", "aria-hidden": "true"}, "×"),
    el("span", {class: "visually-hidden"}, refused ? ", not applied, remove" : ", remove")
  );
}
