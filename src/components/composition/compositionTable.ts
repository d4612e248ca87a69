import {formatCount} from "../../charts/format.js";
import {el} from "../dom.js";
import type {TableGroup} from "./tableOne.js";
import type {TableRow} from "./tableRows.js";

/** What the table needs besides its rows. */
export interface CompositionTableOptions {
  /** What the table is, for a screen reader. */
  readonly title: string;
  readonly groups: readonly TableGroup[];
  /** The columns that compare the groups. */
  readonly compares: {readonly smd: boolean; readonly tests: boolean};
  /** Columns of the variables whose plot is open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (column: string, open: boolean) => void;
  /** The plot of a variable. */
  readonly plot: (column: string) => Element;
}

/** A cell on a phone stands after the name of its column. */
interface Cell {
  readonly label: string;
  readonly content: string | Element;
}

/**
 * The table of a cohort: a column per group, then the standardised difference, then the test and its adjusted p-value. The
 * name of a variable is a button that opens its plot in a row below. Where columns have no room, rows become blocks; the
 * roles are written out, for a block is no row to a screen reader.
 */
export function compositionTable(rows: readonly TableRow[], options: CompositionTableOptions): HTMLElement {
  const {title, groups, compares} = options;
  const heads: Cell[] = groups.map(({label, n}) => ({
    label,
    content: el("span", {}, label, el("span", {class: "n"}, `n = ${formatCount(n)}`))
  }));
  const several = groups.filter(({compared}) => compared).length > 2;
  const smd = several ? "Largest SMD" : "SMD";
  if (compares.smd) heads.push({label: smd, content: smd});
  if (compares.tests) heads.push({label: "p", content: "Test, p"}, {label: "q", content: "q"});
  const width = heads.length + 1;
  // Fixed widths: the browser need not read all cells to lay them out, at every change of a filter.
  const narrow = compares.smd ? ["smd", ...(compares.tests ? ["test", "q"] : [])] : [];
  const widths = ["variable", ...groups.map(() => "group"), ...narrow].map((part) => el("col", {class: part}));
  const column = (content: string | Element, number: boolean) =>
    el("th", {scope: "col", role: "columnheader", class: number ? "number" : null}, content);
  return el(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": title},
    el(
      "table",
      // One column of numbers has room on every screen.
      {
        class: heads.length === 1 ? "composition" : "reflow composition",
        role: "table",
        "aria-label": title,
        style: `--groups:${groups.length}`
      },
      el("colgroup", {}, ...widths),
      el(
        "thead",
        {role: "rowgroup"},
        el("tr", {role: "row"}, column("Variable", false), ...heads.map(({content}) => column(content, true)))
      ),
      el("tbody", {role: "rowgroup"}, ...rows.flatMap((row) => rowsOf(row, heads, width, options)))
    )
  );
}

function rowsOf(row: TableRow, heads: readonly Cell[], width: number, options: CompositionTableOptions): HTMLElement[] {
  const {kind, label, cells, column} = row;
  if (kind === "section") {
    return [
      el("tr", {role: "row", class: "section"}, el("th", {role: "rowheader", scope: "colgroup", colspan: width}, label))
    ];
  }
  const {compares} = options;
  const further = column === undefined ? ["", "", ""] : [row.smd ?? "", testCell(row), row.q ?? "…"];
  const contents = [...cells, ...(compares.smd ? [further[0]] : []), ...(compares.tests ? further.slice(1) : [])];
  const detail = column === undefined ? null : detailRow(column, width, options);
  return [
    el(
      "tr",
      {role: "row", class: kind, "data-variable": column},
      el("th", {scope: "row", role: "rowheader"}, detail === null ? label : detail.button(label)),
      ...contents.map((content, i) =>
        el("td", {role: "cell", class: "number", "data-label": content === "" ? null : heads[i].label}, content)
      )
    ),
    ...(detail === null ? [] : [detail.element])
  ];
}

/** The name of the test that ran, and its p; why there is none. */
function testCell({p, method = ""}: TableRow): string | Element {
  if (p === undefined) return el("span", {"aria-busy": "true"}, "…");
  return el("span", {}, method !== "" && el("span", {class: "method"}, `${method} `), p);
}

/** The row that holds the plot of a variable, and the button that opens it. */
function detailRow(column: string, width: number, {open, toggle, plot}: CompositionTableOptions) {
  const id = `plot-${column.replaceAll(/[^\w-]/g, "_")}`;
  const cell = el("td", {role: "cell", colspan: width});
  const element = el("tr", {role: "row", class: "details", id, hidden: !open.has(column)}, cell);
  const show = () => cell.replaceChildren(...(element.hidden ? [] : [plot(column)]));
  show();
  const button = (label: string) => {
    const own: HTMLElement = el(
      "button",
      {
        type: "button",
        class: "row-toggle",
        "aria-expanded": String(!element.hidden),
        "aria-controls": id,
        onclick: () => {
          element.hidden = !element.hidden;
          own.setAttribute("aria-expanded", String(!element.hidden));
          toggle(column, !element.hidden);
          show();
        }
      },
      label
    );
    return own;
  };
  return {element, button};
}
