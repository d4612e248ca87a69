import {formatCount} from "../../charts/format.js";
import type {InputState, ReleaseComparison} from "../../model/releaseComparison.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Raw files and tables that came, went or have other content. */
export function filesSection(
  data: ChangesData,
  {inputs, tables}: Pick<ReleaseComparison, "inputs" | "tables">
): HTMLElement {
  const files = inputs.map(({source, file, before, after}) => ({
    what: `${source}: ${file}`,
    kind: "raw file",
    change: before === null ? "new" : after === null ? "no longer" : sameFile(before, after) ? "same" : "changed",
    before: before && before.rows,
    after: after && after.rows
  }));
  const made = tables.map(({table, rowsBefore, rowsAfter, same}) => ({
    what: table,
    kind: "table",
    change: rowsBefore === null ? "new" : rowsAfter === null ? "no longer" : same ? "same" : "changed",
    before: rowsBefore,
    after: rowsAfter
  }));
  const all = [...files, ...made];
  const shown = all.filter(({change}) => change !== "same");
  return changeFigure(data, {
    id: "files",
    title: "Raw files and tables with other content",
    subtitle: "Files compared by their checksum, tables by theirs.",
    caption: `${formatCount(all.length - shown.length)} files and tables are the same, byte for byte.`,
    columns: [
      {label: "Name"},
      {label: "Kind"},
      {label: "Change"},
      {label: "Rows before", number: true},
      {label: "Rows after", number: true}
    ],
    rows: shown.map((d) => ({cells: [d.what, d.kind, d.change, d.before, d.after], data: {kind: d.kind}})),
    table: {
      columns: ["name", "kind", "change", "rows_before", "rows_after"],
      rows: all.map((d) => [d.what, d.kind, d.change, d.before, d.after])
    },
    none: "Every raw file and every table is the same, byte for byte."
  });
}

function sameFile(before: InputState, after: InputState): boolean {
  return before.sha256 === after.sha256;
}
