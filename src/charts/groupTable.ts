import {formatCount} from "./format.js";

/** A column: a group of patients and how many they are, or something about the groups. */
export interface GroupTableColumn {
  readonly label: string;
  readonly n?: number;
}

/** A row: one cell of text per column. */
export interface GroupTableRow {
  readonly label: string;
  /** `variable` heads its levels and values; `missing` counts the patients without a value. */
  readonly kind: "variable" | "level" | "missing";
  readonly cells: readonly string[];
}

/** What the table needs besides its rows. */
export interface GroupTableOptions {
  /** What the table is, for a screen reader. */
  readonly title: string;
  readonly columns: readonly GroupTableColumn[];
  /** What the rows are. */
  readonly rowLabel?: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** Baseline table: a column per group with its n, rows of text. It scrolls by itself where it is too wide. */
export function groupTable(
  rows: readonly GroupTableRow[],
  {title, columns, rowLabel = "Variable", document = globalThis.document}: GroupTableOptions
): HTMLElement {
  const make = <K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string>, text = "") => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };
  const head = make("tr", {});
  head.append(
    make("th", {scope: "col"}, rowLabel),
    ...columns.map(({label, n}) => {
      const cell = make("th", {scope: "col", class: "number"}, label);
      if (n !== undefined) cell.append(make("span", {class: "n"}, `n = ${formatCount(n)}`));
      return cell;
    })
  );
  const body = make("tbody", {});
  for (const {label, kind, cells} of rows) {
    const row = make("tr", {class: kind, "data-row": label});
    row.append(make("th", {scope: "row"}, label), ...cells.map((cell) => make("td", {class: "number"}, cell)));
    body.append(row);
  }
  const table = make("table", {class: "composition", "data-testid": "composition"});
  const top = make("thead", {});
  top.append(head);
  table.append(top, body);
  const scroll = make("div", {class: "table-scroll", tabindex: "0", role: "region", "aria-label": title});
  scroll.append(table);
  return scroll;
}
