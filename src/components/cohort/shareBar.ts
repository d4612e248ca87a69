import {el} from "../dom.js";

/** A bar of all patients in grey with those of the cohort in the accent. */
export function shareBar(n: number, most: number): {readonly element: HTMLElement; part(n: number): void} {
  const bar = el("span", {class: "share-selected"});
  const element = el("span", {class: "share", "aria-hidden": "true"}, el("span", {class: "share-all"}), bar);
  element.style.setProperty("--all", String(n / most));
  return {
    element,
    part(some) {
      bar.style.setProperty("--part", String(some / most));
    }
  };
}
