import {isHidden} from "../../model/hiddenCounts.js";
import {el} from "../dom.js";

/** A bar of all patients in grey with those of the cohort in the accent: one box that is painted, none to be laid out. */
export function shareBar(n: number, most: number): {readonly element: HTMLElement; part(n: number): void} {
  const element = el("span", {class: "share", "aria-hidden": "true"});
  element.style.setProperty("--all", String(isHidden(n) ? 0 : n / most));
  return {
    element,
    part(some) {
      element.style.setProperty("--part", String(isHidden(some) ? 0 : some / most));
    }
  };
}
