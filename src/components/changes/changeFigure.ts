import {formatNumber} from "../../charts/format.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {FigureTable} from "../plainTable.js";
import {type ReflowColumn, type ReflowRow, reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";

/** A table of changes with what is said about it. */
export interface ChangeTable {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly caption: string;
  readonly columns: readonly ReflowColumn[];
  readonly rows: readonly ReflowRow[];
  /** Everything, also what stayed the same, for the reader who takes it away. */
  readonly table: FigureTable;
  /** Said where there is no row. */
  readonly none: string;
}

/** Rows that are shown unasked; the first are those that matter most. */
const atFirst = 12;

/** A table of changes in a figure's frame, its first rows and a button for the others; a sentence where nothing changed. */
export function changeFigure(
  data: ChangesData,
  {id, title, subtitle, caption, columns, rows, table, none}: ChangeTable
): HTMLElement {
  if (rows.length === 0) return emptySection(id, title, none);
  const frame = figureFrame(id, data);
  const show = (all: boolean): void => {
    const more = rows.length - atFirst;
    // One or two more rows are shorter than the button that would hide them.
    const shown = all || more <= 2 ? rows : rows.slice(0, atFirst);
    const button = el(
      "button",
      {type: "button", onclick: () => show(!all)},
      all ? "Show fewer" : `Show all ${formatNumber(rows.length)}`
    );
    frame.update({
      title,
      subtitle,
      caption,
      table,
      draw: () => reflowTable(columns, shown, title),
      aside: more <= 2 ? null : button
    });
  };
  show(false);
  return frame.element;
}
