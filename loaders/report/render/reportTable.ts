import {type Markup, tag} from "../../pages/markup.js";

/** A table as a page shows it: texts, with the first column naming the rows. */
export interface ReportTable {
  /** Columns are compared with each other: on a phone the table scrolls beside its names instead of falling into blocks. */
  readonly sideways?: boolean;
  /** What the table holds; its name for a screen reader. */
  readonly caption: string;
  readonly columns: readonly {readonly label: string; readonly numeric: boolean; readonly note?: string}[];
  readonly rows: readonly {
    /** Stands in a row of its own above. */
    readonly heading?: string;
    readonly cells: readonly string[];
  }[];
}

/** A table in a region that scrolls by itself; on a phone a table of many columns becomes one block per row. */
export function tableMarkup({caption, columns, rows, sideways = false}: ReportTable): Markup {
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
          : tag("td", {class: numeric(i), "data-label": columns[i]?.label ?? ""}, cell)
      )
    )
  ]);
  return tag(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": caption},
    tag(
      "table",
      {class: `report-table${sideways ? " sideways" : columns.length > 4 ? " reflow" : ""}`},
      tag("caption", {class: "visually-hidden"}, caption),
      tag("thead", {}, tag("tr", {}, ...head)),
      tag("tbody", {}, ...body)
    )
  );
}

/** Rows whose heading is that of the row before stand below it without it. */
export function withoutRepeats<Row extends {readonly heading?: string}>(rows: readonly Row[]): Row[] {
  return rows.map((row, i) => (i > 0 && row.heading === rows[i - 1].heading ? {...row, heading: undefined} : row));
}
