import type {ConclusionChange} from "../../model/conclusionChange.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Findings of reports that flipped: what a reader of the release before would now be wrong about. */
export function conclusionsSection(data: ChangesData, conclusions: readonly ConclusionChange[]): HTMLElement {
  const words = (holds: boolean | null) => (holds === null ? "cannot be told" : holds ? "supported" : "not supported");
  const rows = conclusions.map((d) => [
    d.text ?? `Asserted: ${d.assertion}`,
    d.report,
    words(d.before),
    words(d.after)
  ]);
  return changeFigure(data, {
    id: "conclusions",
    title: "Conclusions that flipped",
    subtitle: "Findings of the reports that one of the two releases supports and the other does not.",
    caption:
      "A finding is a sentence bound to a declared assertion on its numbers. Those no longer supported come first.",
    columns: [{label: "Finding"}, {label: "Report"}, {label: "Before"}, {label: "After"}],
    rows: rows.map((cells, i) => ({cells, data: {claim: conclusions[i].claim, after: String(conclusions[i].after)}})),
    table: {
      columns: ["finding", "report", "before", "after", "assertion"],
      rows: rows.map((cells, i) => [...cells, conclusions[i].assertion])
    },
    none: "No finding of the reports flipped."
  });
}
