import {formatCount} from "../charts/format.js";
import type {CohortFilter} from "../cohort/filter.js";
import {emptyFilter} from "../cohort/filter.js";
import type {FilterChip} from "../cohort/filterChips.js";
import {el, fill} from "./dom.js";

/** The bar that says who is in the cohort. */
export interface CohortBar {
  readonly element: HTMLElement;
  /** Conditions as chips, and all of them in one sentence. */
  show(list: readonly FilterChip[], sentence: string): void;
  /** Marks the number as being computed. */
  wait(): void;
  count(n: number): void;
  /** Says that the number could not be computed. */
  unknown(): void;
}

/** The bar that says who is in the cohort: "n of N patients", and chips that can be taken off one by one or all at once. */
export function cohortBar(total: number, change: (filter: CohortFilter) => void): CohortBar {
  const number = el("output", {class: "n", "data-testid": "cohort-n", "aria-live": "polite"});
  const waiting = el("span", {class: "waiting", hidden: true}, "computing …");
  const list = el("ul", {class: "chips", "aria-label": "Conditions"});
  const sentence = el("p", {class: "visually-hidden", "data-testid": "cohort-sentence"});
  const reset = el("button", {type: "button", class: "quiet", onclick: () => change(emptyFilter)}, "All patients");
  const element = el("div", {class: "cohort-bar"}, number, waiting, list, reset, sentence);
  const done = () => {
    element.removeAttribute("aria-busy");
    waiting.hidden = true;
  };
  return {
    element,
    show(chips, words) {
      fill(sentence, words);
      fill(
        list,
        ...chips.map(({key, label, without}) =>
          el(
            "li",
            {},
            chip(key, label, () => change(without))
          )
        )
      );
      list.hidden = chips.length === 0;
      reset.hidden = chips.length === 0;
    },
    wait() {
      element.setAttribute("aria-busy", "true");
      waiting.hidden = false;
      if (number.dataset.value === undefined) fill(number, `… of ${formatCount(total)} patients`);
    },
    count(n) {
      done();
      number.dataset.value = String(n);
      fill(number, el("strong", {}, formatCount(n)), ` of ${formatCount(total)} patients`);
    },
    unknown() {
      done();
      delete number.dataset.value;
      fill(number, `Not computed; the release has ${formatCount(total)} patients`);
    }
  };
}

function chip(key: string, label: string, remove: () => void): HTMLElement {
  return el(
    "button",
    {type: "button", class: "chip", "data-chip": key, onclick: remove},
    label,
    el("span", {class: "cross", "aria-hidden": "true"}, "×"),
    el("span", {class: "visually-hidden"}, ", remove")
  );
}
