import {lineSwatch} from "./groupSymbol.js";
import type {GroupStyle} from "./palette.js";
import {readableColumns} from "./riskTable.js";
import type {Pen} from "./svg.js";

/** A group's numbers as they may be shown, one cell per column: texts, since some are "< 10". */
export interface ShownRiskRow {
  readonly label: string;
  readonly style: GroupStyle;
  readonly cells: readonly {readonly atRisk: string; readonly others: string}[];
}

const line = 16;
const gap = 8;

/** Height in pixels of the table of so many groups. */
export function shownRiskHeight(groups: number, stacked: boolean): number {
  return groups === 0 ? 0 : 2 * line + 6 + groups * ((stacked ? 3 : 2) * line + gap);
}

/**
 * The table under curves whose numbers are given as texts: at risk, and below in parentheses what `words` says, in the order,
 * colour and line style of the curves. Columns that would touch are left out.
 */
export function shownRiskTable(
  pen: Pen,
  rows: readonly ShownRiskRow[],
  {x, top, stacked, words}: {x: readonly number[]; top: number; stacked: boolean; words: string}
): SVGElement {
  const table = pen.svg("g", {class: "risk-table", "aria-hidden": "true"});
  if (rows.length === 0) return table;
  table.append(
    pen.svg("text", {x: 0, y: top + line, class: "table-head"}, "At risk"),
    pen.svg("text", {x: 0, y: top + 2 * line, class: "minor"}, words)
  );
  const widest = x.map((_, k) =>
    Math.max(0, ...rows.flatMap(({cells}) => [cells[k]?.atRisk.length ?? 0, cells[k]?.others.length ?? 0]))
  );
  const shown = readableColumns(x, widest);
  rows.forEach(({label, style, cells}, i) => {
    let y = top + 2 * line + 6 + i * ((stacked ? 3 : 2) * line + gap) + line;
    const name = {x: 28, y, class: "group-name", style: `--group:${style.colour}`};
    table.append(lineSwatch(pen, style, 0, y - 4), pen.svg("text", name, label));
    if (stacked) y += line;
    for (const k of shown) {
      if (cells[k] === undefined) continue;
      const at = {x: Math.round(x[k]), "text-anchor": "middle"};
      table.append(pen.svg("text", {...at, y}, cells[k].atRisk));
      if (cells[k].others !== "") table.append(pen.svg("text", {...at, y: y + line, class: "minor"}, cells[k].others));
    }
  });
  return table;
}
