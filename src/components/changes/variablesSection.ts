import {formatCount} from "../../charts/format.js";
import type {ReleaseComparison, VariableChange} from "../../model/releaseComparison.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Variables that came, went or have other values. */
export function variablesSection(data: ChangesData, {variables}: Pick<ReleaseComparison, "variables">): HTMLElement {
  return changeFigure(data, {
    id: "variables",
    title: "Variables that came, went or changed",
    subtitle: "Of the tables about patients; rows of both releases are compared by their keys.",
    caption: "Variables without a change are not listed.",
    columns: [
      {label: "Variable"},
      {label: "Change"},
      {label: "Known before", number: true},
      {label: "Known after", number: true}
    ],
    rows: variables.map((d) => ({
      cells: [`${d.table}.${d.column}`, changeWords(d), d.knownBefore, d.knownAfter],
      data: {change: d.change}
    })),
    table: {
      columns: ["table", "variable", "change", "rows_compared", "rows_changed", "known_before", "known_after"],
      rows: variables.map((d) => [d.table, d.column, d.change, d.compared, d.changed, d.knownBefore, d.knownAfter])
    },
    none: "The same variables with the same values."
  });
}

function changeWords({change, compared, changed}: VariableChange): string {
  if (change === "added") return "came";
  if (change === "removed") return "went";
  if (compared === null || changed === null) return "other values";
  return `${formatCount(changed)} of ${formatCount(compared)} values differ`;
}
