import {formatCount} from "../charts/format.js";
import {el} from "./dom.js";

/** A table behind a figure: what was drawn, in numbers. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Stands for the numbers that a figure does not have yet, or cannot have. */
export const noTable: FigureTable = {columns: [], rows: []};

/** A table of text and numbers; the first column names the rows. It scrolls by itself. */
export function plainTable({columns, rows}: FigureTable, label: string): HTMLElement {
  const numeric = columns.map((_, i) => i > 0 && rows.some((row) => typeof row[i] === "number"));
  const cell = (value: string | number | null, i: number) =>
    i === 0
      ? el("th", {scope: "row"}, cellText(value))
      : el("td", {class: numeric[i] ? "number" : null}, cellText(value));
  return el(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": label},
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el("tr", {}, ...columns.map((name, i) => el("th", {scope: "col", class: numeric[i] ? "number" : null}, name)))
      ),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map(cell))))
    )
  );
}

function cellText(cell: string | number | null): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  if (!Number.isFinite(cell)) return formatCount(cell);
  return Number.isInteger(cell) ? cell.toLocaleString("en-GB") : String(Number(cell.toPrecision(4)));
}
