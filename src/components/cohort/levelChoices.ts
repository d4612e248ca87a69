import {formatCount} from "../../charts/format.js";
import type {Counts} from "../../cohort/facetCounts.js";
import {mostOf} from "../../model/hiddenCounts.js";
import {el, write} from "../dom.js";
import {shareBar} from "./shareBar.js";

/** A level that can be chosen. */
export interface LevelChoice {
  readonly code: string;
  readonly label: string;
  /** Patients of the release. */
  readonly n: number;
  /** Position in the counts. */
  readonly index: number;
}

/** Levels shown before the reader asks for all. */
const shownAtFirst = 8;

/** A check box per level, with how many of the cohort and of all patients have it. Long lists begin folded. */
export function levelChoices(
  levels: readonly LevelChoice[],
  name: string,
  change: (chosen: readonly string[]) => void
): {
  readonly elements: readonly HTMLElement[];
  show(chosen: readonly string[]): void;
  count(counts: Counts | null): void;
} {
  const most = mostOf(levels.map(({n}) => n));
  const rows = levels.map(({code, label, n, index}, i) => {
    const box = el("input", {type: "checkbox", value: code, name});
    const number = el("span", {class: "number"}, formatCount(n));
    const bar = shareBar(n, most);
    const element = el("label", {class: "choice"}, box, el("span", {class: "words"}, label), bar.element, number);
    return {code, index, box, bar, number, element, later: i >= shownAtFirst && levels.length > shownAtFirst + 2};
  });
  for (const {box} of rows) {
    box.addEventListener("change", () => change(rows.filter((row) => row.box.checked).map(({code}) => code)));
  }
  // Numbers on the page, none before the first count: most stay what they are when a filter changes a little.
  const shown: (number | null)[] = rows.map(() => null);
  let unfolded = false;
  const fold = () => {
    for (const {box, element, later} of rows) {
      const hidden = later && !unfolded && !box.checked;
      if (element.hidden !== hidden) element.hidden = hidden;
    }
  };
  const more = el("button", {type: "button", class: "quiet more"}, `Show all ${levels.length}`);
  more.addEventListener("click", () => {
    unfolded = true;
    more.hidden = true;
    fold();
    rows.find(({later}) => later)?.box.focus();
  });
  more.hidden = !rows.some(({later}) => later);
  fold();
  return {
    elements: [...rows.map(({element}) => element), more],
    show(chosen) {
      for (const {code, box} of rows) box.checked = chosen.includes(code);
      fold();
    },
    count(counts) {
      rows.forEach(({index, bar, number, element}, i) => {
        const n = counts?.[index] ?? 0;
        if (Object.is(n, shown[i])) return;
        shown[i] = n;
        write(number, formatCount(n));
        bar.part(n);
        element.classList.toggle("none-here", n === 0);
      });
    }
  };
}
