import {formatCount} from "../charts/format.js";
import {el} from "./dom.js";

/** A column of a table for reading. */
export interface ReflowColumn {
  readonly label: string;
  /** Numbers, aligned right. */
  readonly number?: boolean;
}

/** A row: one cell per column, the first names it; null is printed as a dash. */
export interface ReflowRow {
  readonly cells: readonly (string | number | Node | null)[];
  /** `data-*` attributes. */
  readonly data?: Readonly<Record<string, string | number>>;
}

/** By which column a table is sorted, and what happens when the reader asks for another. */
export interface SortControl {
  readonly column: number;
  readonly descending: boolean;
  readonly sort: (column: number) => void;
}

/**
 * A table that needs no scrolling: where columns have no room its rows become blocks, each cell after the name of its
 * column. The roles are written out, for a block is no row to a screen reader.
 */
export function reflowTable(
  columns: readonly ReflowColumn[],
  rows: readonly ReflowRow[],
  label: string,
  control: SortControl | null = null
): HTMLTableElement {
  const numbers = columns.map(({number = false}) => (number ? "number" : null));
  const head = columns.map(({label: words}, i) => {
    if (control === null) return el("th", {scope: "col", role: "columnheader", class: numbers[i]}, words);
    const own = control.column === i;
    return el(
      "th",
      {
        scope: "col",
        role: "columnheader",
        class: numbers[i],
        "aria-sort": own ? (control.descending ? "descending" : "ascending") : "none"
      },
      el(
        "button",
        {type: "button", class: "sort", onclick: () => control.sort(i)},
        words,
        el("span", {class: "sort-mark", "aria-hidden": "true"}, own ? (control.descending ? " ↓" : " ↑") : "")
      )
    );
  });
  return el(
    "table",
    {class: "reflow", role: "table", "aria-label": label},
    el("thead", {role: "rowgroup"}, el("tr", {role: "row"}, ...head)),
    el(
      "tbody",
      {role: "rowgroup"},
      ...rows.map(({cells, data = {}}) =>
        el(
          "tr",
          {role: "row", ...Object.fromEntries(Object.entries(data).map(([key, value]) => [`data-${key}`, value]))},
          ...cells.map((cell, i) =>
            i === 0
              ? el("th", {scope: "row", role: "rowheader"}, contentOf(cell))
              : el("td", {role: "cell", "data-label": columns[i].label, class: numbers[i]}, contentOf(cell))
          )
        )
      )
    )
  );
}

function contentOf(cell: string | number | Node | null): string | Node {
  if (cell === null) return "–";
  return typeof cell === "number" ? formatCount(cell) : cell;
}
