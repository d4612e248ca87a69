import {formatCount} from "../charts/format.js";
import {unknownLevel} from "../cohort/filter.js";
import type {LevelCount} from "../model/cohortResults.js";
import type {Facet} from "../model/siteData.js";
import {el, fill} from "./dom.js";

/** One categorical condition: a check box per level, with how many of the cohort and of all patients have it. */
export function facetField(
  facet: Facet,
  name: string,
  change: (levels: readonly string[]) => void
): {
  readonly element: HTMLElement;
  show(chosen: readonly string[]): void;
  /** Patients of the cohort by level. */
  count(counts: readonly LevelCount[]): void;
} {
  const levels = [
    ...facet.levels,
    ...(facet.nUnknown > 0 ? [{code: unknownLevel, label: "Unknown", n: facet.nUnknown}] : [])
  ];
  const most = Math.max(1, ...levels.map(({n}) => n));
  const rows = levels.map(({code, label, n}) => {
    const box = el("input", {type: "checkbox", value: code, name});
    const bar = el("span", {class: "share-selected"});
    const number = el("span", {class: "number"}, formatCount(n));
    const whole = el("span", {class: "share", "aria-hidden": "true"}, el("span", {class: "share-all"}), bar);
    whole.style.setProperty("--all", String(n / most));
    const words = el("span", {class: "words"}, label);
    return {code, box, bar, number, element: el("label", {class: "choice"}, box, words, whole, number)};
  });
  const changed = () => change(rows.filter(({box}) => box.checked).map(({code}) => code));
  for (const {box} of rows) box.addEventListener("change", changed);
  return {
    element: el("fieldset", {class: "facet"}, el("legend", {}, facet.label), ...rows.map(({element}) => element)),
    show(chosen) {
      for (const {code, box} of rows) box.checked = chosen.includes(code);
    },
    count(counts) {
      for (const {code, bar, number, element} of rows) {
        const n = counts.find(({level}) => (level ?? unknownLevel) === code)?.n ?? 0;
        fill(number, formatCount(n));
        bar.style.setProperty("--part", String(n / most));
        element.classList.toggle("none-here", n === 0);
      }
    }
  };
}
