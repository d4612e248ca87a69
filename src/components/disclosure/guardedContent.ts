import {withheld} from "../../model/hiddenCounts.js";
import type {DisclosureRule} from "../../model/siteData.js";
import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {type FigureTable, noTable, plainTable} from "../plainTable.js";
import {guardedTable} from "./guardedTable.js";

/**
 * What a figure of a release with a rule may show. Small counts of its table are hidden. Where one is, the figure is drawn
 * without the rows that are hidden, if it can be, and says so; else the drawing and what stands beside it give way to the
 * table that is left: they would tell the number otherwise. Files hold the same table; rows of patients, counts of single
 * values and scripts that read them are not given. A figure that still waits for its numbers, and every figure of an exact
 * release, is as it was.
 */
export function guardedContent(content: FigureContent, rule: DisclosureRule | undefined): FigureContent {
  if (rule === undefined || content.table === noTable) return content;
  if (content.isGuarded === true) return {...content, table: written(content.table)};
  const {csv, ...rest} = {...content, script: undefined};
  const {table, hidden, hiddenRows} = guardedTable(content.table, rule, content.parts);
  const own = content.without;
  const isOfTable = content.isOfTable === true || own !== undefined;
  if (!hidden && (csv === undefined || isOfTable || !guardedTable(csv(), rule).hidden)) {
    // Without columns that were left out a script reads all it needs.
    const whole = csv === undefined && table.columns.length === content.table.columns.length;
    return whole ? content : {...rest, table};
  }
  const few = `Numbers of fewer than ${rule.k} patients, and what they could be computed from, are not shown`;
  if (own !== undefined && hiddenRows.size < table.rows.length) {
    const drawn = own((row) => !hiddenRows.has(row));
    return {
      ...rest,
      legend: content.legend,
      aside: null,
      ...drawn,
      table,
      caption: `${content.caption} ${few}, and not drawn.`
    };
  }
  return {
    ...rest,
    caption: `${content.caption} ${few}${table.rows.length > 0 ? "; in place of the drawing stands the table of what may be" : ""}.`,
    table,
    draw: () => inPlace(table, content.title),
    picture: null,
    legend: null,
    aside: null
  };
}

/** The table that stands in place of a drawing; where each row was a patient's, there is none. */
function inPlace(table: FigureTable, title: string): HTMLElement {
  return table.rows.length === 0
    ? el("p", {class: "note"}, "This figure shows single patients, who are not shown in this tier.")
    : el("div", {class: "given-way"}, plainTable(table, title));
}

/** A table in which hidden counts are NaN, small or beside a small one, with what stands for both. */
function written({columns, rows}: FigureTable): FigureTable {
  return {
    columns,
    rows: rows.map((row) => row.map((cell) => (Number.isNaN(cell) || cell === withheld ? "hidden" : cell)))
  };
}

/** Takes numbers of fewer than k out of the `data-*` attributes of what is on the page; without a rule nothing is looked at. */
export function clearSmallData(element: Element, rule: DisclosureRule | undefined): void {
  if (rule === undefined) return;
  for (const own of element.querySelectorAll("*")) {
    for (const {name, value} of [...own.attributes]) {
      if (!name.startsWith("data-") || !/^\d+$/.test(value)) continue;
      if (Number(value) > 0 && Number(value) < rule.k) own.removeAttribute(name);
    }
  }
}
