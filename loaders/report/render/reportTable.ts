import {type Markup, tag} from "../../pages/markup.js";
import {withScripts} from "../../pages/scripts.js";

/** A table as a page shows it: texts, with the first column naming the rows. */
export interface ReportTable {
  /** What the table holds; its name for a screen reader. */
  readonly caption: string;
  readonly columns: readonly {readonly label: string; readonly numeric: boolean; readonly note?: string}[];
  readonly rows: readonly {
    /** Stands in a row of its own above. */
    readonly heading?: string;
    /** What stands after a line break is set below in small type; a power of ten has its exponent as a superscript. */
    readonly cells: readonly string[];
  }[];
}

/** Longer texts in a column of numbers are words, and take several lines. */
const longestNumber = 32;

/** A table in a region that scrolls by itself, beside the names of its rows. */
export function tableMarkup({caption, columns, rows}: ReportTable): Markup {
  const numeric = (i: number) => (columns[i]?.numeric ? "number" : null);
  const head = columns.map(({label, note}, i) =>
    tag(
      "th",
      {scope: "col", class: numeric(i)},
      label === "" ? tag("span", {class: "visually-hidden"}, "Row") : label,
      note === undefined ? null : tag("span", {class: "n"}, note)
    )
  );
  const body = rows.flatMap(({heading, cells}) => [
    ...(heading === undefined || heading === cells[0]
      ? []
      : [tag("tr", {class: "section"}, tag("th", {scope: "rowgroup", colspan: columns.length}, heading))]),
    tag(
      "tr",
      // A variable of one row is its own heading.
      {class: heading !== undefined && heading === cells[0] ? "single" : null},
      ...cells.map((cell, i) =>
        i === 0
          ? tag("th", {scope: "row"}, cell)
          : tag("td", {class: cellClass(cell, columns[i]?.numeric ?? false)}, ...cellContent(cell))
      )
    )
  ]);
  return tag(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": caption},
    tag(
      "table",
      {class: "report-table"},
      tag("caption", {class: "visually-hidden"}, caption),
      tag("thead", {}, tag("tr", {}, ...head)),
      tag("tbody", {}, ...body)
    )
  );
}

function cellClass(cell: string, numeric: boolean): string | null {
  return !numeric ? null : cell.split("\n")[0].length > longestNumber ? "number words" : "number";
}

function cellContent(cell: string): (Markup | string)[] {
  const [text, ...below] = cell.split("\n");
  return [
    ...(/^\S+ × 10[⁻⁰-⁹]/u.test(text) ? withScripts(text) : [text]),
    ...below.flatMap((words) => [" ", tag("span", {class: "n"}, words)])
  ];
}

/** A word as the head of a column: "midostaurin" becomes "Midostaurin", "inv(16)" stays. */
export function headWord(label: string): string {
  return /^\p{Ll}{4}/u.test(label) ? `${label.charAt(0).toUpperCase()}${label.slice(1)}` : label;
}

/** Rows whose heading is that of the row before stand below it without it. */
export function withoutRepeats<Row extends {readonly heading?: string}>(rows: readonly Row[]): Row[] {
  return rows.map((row, i) => (i > 0 && row.heading === rows[i - 1].heading ? {...row, heading: undefined} : row));
}
