import type {DisclosureRule} from "../../model/siteData.js";
import type {FigureContent} from "../figureFrame.js";
import {type FigureTable, noTable, plainTable} from "../plainTable.js";
import {guardedTable} from "./guardedTable.js";

/**
 * What a figure of a release with a rule may show. Small counts of its table are hidden, and where one is, in the table or in
 * the rows of its file that it draws, the drawing and what stands beside it give way to the table that is left: they would
 * tell the number otherwise. Files hold the same table; rows of patients, counts of single values and scripts that read them
 * are not given. A figure that still waits for its numbers, and every figure of an exact release, is as it was.
 */
export function guardedContent(content: FigureContent, rule: DisclosureRule | undefined): FigureContent {
  if (rule === undefined || content.table === noTable) return content;
  if (content.isGuarded === true) return {...content, table: written(content.table, rule)};
  const {csv, ...rest} = {...content, script: undefined};
  const {table, hidden} = guardedTable(content.table, rule);
  if (!hidden && (csv === undefined || content.isOfTable === true || !guardedTable(csv(), rule).hidden)) {
    // Without columns that were left out a script reads all it needs.
    const whole = csv === undefined && table.columns.length === content.table.columns.length;
    return whole ? content : {...rest, table};
  }
  return {
    ...rest,
    caption: `${content.caption} Numbers of fewer than ${rule.k} patients, and what they could be computed from, are not shown; in place of the drawing stands the table of what may be.`,
    table,
    draw: () => plainTable(table, content.title),
    picture: null,
    legend: null,
    aside: null
  };
}

/** A table in which hidden counts are NaN with what stands for them. */
function written({columns, rows}: FigureTable, {k}: DisclosureRule): FigureTable {
  return {columns, rows: rows.map((row) => row.map((cell) => (Number.isNaN(cell) ? `< ${k}` : cell)))};
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
