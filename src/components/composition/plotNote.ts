import type {DisclosureRule} from "../../model/siteData.js";
import {el} from "../dom.js";
import {hidesSomething} from "./guardedTableOne.js";
import type {DescribedNumbers} from "./tableOne.js";

/**
 * Stands for the plot of a variable that is not drawn, as the length of a bar tells a hidden count, and the ends of a
 * distribution are values of single patients; null where it may be drawn, as always without a rule.
 */
export function plotNote(row: DescribedNumbers, rule: DisclosureRule | null): HTMLElement | null {
  if (rule === null || (row.variable.kind !== "number" && !hidesSomething(row))) return null;
  return el("p", {class: "note"}, "Not drawn: it would show values of single patients, or counts that are too small.");
}
