import type {CohortFilter} from "../cohort/filter.js";
import {emptyFilter} from "../cohort/filter.js";
import type {FilterChip} from "../cohort/filterChips.js";
import {formatCount} from "../charts/format.js";
import {el, fill} from "./dom.js";

/** The bar that says who is in the cohort: a sentence, chips that can be taken off, and "n of N patients". */
export function cohortBar(
  total: number,
  change: (filter: CohortFilter) => void
): {
  readonly element: HTMLElement;
  show(filter: CohortFilter, list: readonly FilterChip[], sentence: string): void;
  wait(): void;
  count(n: number): void;
  unknown(): void;
} {
  const number = el("output", {class: "n", "data-testid": "cohort-n", "aria-live": "polite"});
  const list = el("ul", {class: "chips", "aria-label": "Conditions"});
  const sentence = el("p", {class: "visually-hidden", "data-testid": "cohort-sentence"});
  const reset = el("button", {type: "button", class: "quiet", onclick: () => change(emptyFilter)}, "All patients");
  const element = el("div", {class: "cohort-bar"}, number, list, reset, sentence);
  return {
    element,
    show(_, chips, words) {
      fill(sentence, words);
      fill(
        list,
        ...chips.map((chip) =>
          el(
            "li",
            {},
            el(
              "button",
              {type: "button", class: "chip", "data-chip": chip.key, onclick: () => change(chip.without)},
              chip.label,
              el("span", {"aria-hidden": "true"}, " ×"),
              el("span", {class: "visually-hidden"}, ", remove")
            )
          )
        )
      );
      reset.hidden = chips.length === 0;
    },
    wait() {
      element.setAttribute("aria-busy", "true");
    },
    count(n) {
      element.removeAttribute("aria-busy");
      number.dataset.value = String(n);
      fill(number, el("strong", {}, formatCount(n)), ` of ${formatCount(total)} patients`);
    },
    unknown() {
      element.removeAttribute("aria-busy");
      delete number.dataset.value;
      fill(number, "not computed");
    }
  };
}
