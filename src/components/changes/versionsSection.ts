import type {ReleaseComparison} from "../../model/releaseComparison.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Versions of what was declared: mappings, rules, dictionary, software. */
export function versionsSection(data: ChangesData, {versions}: Pick<ReleaseComparison, "versions">): HTMLElement {
  const rows = versions.map((d) => [
    d.what,
    d.before ?? "none",
    d.after ?? "none",
    d.before === d.after ? "same" : "changed"
  ]);
  return changeFigure(data, {
    id: "versions",
    title: "Versions",
    subtitle: "Of the data format, the dictionary, the rule tables, the mappings and the software.",
    caption: "A number can change because a value did, or because a rule did: the versions tell which.",
    columns: [{label: "What"}, {label: "Before"}, {label: "After"}, {label: "Change"}],
    rows: rows.map((cells) => ({cells, data: {change: cells[3]}})),
    table: {columns: ["what", "before", "after", "change"], rows},
    none: "Neither release names versions."
  });
}
