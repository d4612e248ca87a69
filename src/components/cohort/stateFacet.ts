import {formatCount} from "../../charts/format.js";
import type {CohortFilter} from "../../cohort/filter.js";
import {el, write} from "../dom.js";
import type {FacetControl} from "./facet.js";
import {levelChoices} from "./levelChoices.js";
import {shareBar} from "./shareBar.js";

/** A state that a patient may have, with the patients of the release who have it. */
export interface StateChoice {
  readonly code: string;
  readonly label: string;
  readonly n: number;
}

/** An alteration or a cytogenetic finding: the first state is what one click asks for; the last is "not known". */
export interface StateFacetOptions {
  readonly column: string;
  readonly label: string;
  readonly part: "alterations" | "cytogenetics";
  readonly states: readonly StateChoice[];
  /** Patients who have the most frequent of its kind, the length of the longest bar. */
  readonly most: number;
}

/**
 * The condition on an alteration or a cytogenetic finding, in one line: its name, which a click adds as a condition, and
 * how many patients have it. Once it is a condition, every state can be chosen below.
 */
export function stateFacet(
  {column, label, part: key, states, most}: StateFacetOptions,
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): FacetControl {
  const set = (chosen: readonly string[]) => part((filter) => ({...filter, [key]: {...filter[key], [column]: chosen}}));
  const [first] = states;
  let counts: ArrayLike<number> | null = states.map(({n}) => n);
  let chosenNow: readonly string[] = [];
  const name = el("button", {type: "button", class: "state-name", "aria-pressed": "false"}, label);
  name.addEventListener("click", () => set(chosenNow.length > 0 ? [] : [first.code]));
  const bar = shareBar(first.n, most);
  let shown: number | null = null;
  const number = el("span", {class: "number"}, formatCount(first.n));
  const choices = levelChoices(
    states.map((state, index) => ({...state, index})),
    `${key}-${column}`,
    set
  );
  const below = el(
    "fieldset",
    {class: "states", hidden: true},
    el("legend", {class: "visually-hidden"}, label),
    ...choices.elements
  );
  const line = el("div", {class: "state-line"}, name, bar.element, number);
  return {
    column,
    element: el("div", {class: "state-facet", "data-picked": column}, line, below),
    show(filter) {
      const chosen = (filter[key] as Readonly<Record<string, readonly string[]>>)[column] ?? [];
      // Most of the many have no condition, and had none.
      if (chosen.length === 0 && chosenNow.length === 0) return;
      chosenNow = chosen;
      name.setAttribute("aria-pressed", String(chosenNow.length > 0));
      below.hidden = chosenNow.length === 0;
      choices.show(chosenNow);
      choices.count(counts);
    },
    count(next) {
      counts = next;
      const n = next?.[0] ?? 0;
      if (!Object.is(n, shown)) {
        shown = n;
        write(number, formatCount(n));
        bar.part(n);
        line.classList.toggle("none-here", n === 0);
      }
      if (!below.hidden) choices.count(next);
    }
  };
}
