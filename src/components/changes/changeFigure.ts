import type {ChangesData} from "../../model/siteChanges.js";
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

/** A table of changes in a figure's frame; a sentence where nothing changed. */
export function changeFigure(
  data: ChangesData,
  {id, title, subtitle, caption, columns, rows, table, none}: ChangeTable
): HTMLElement {
  if (rows.length === 0) return emptySection(id, title, none);
  const frame = figureFrame(id, data);
  frame.update({title, subtitle, caption, table, draw: () => reflowTable(columns, rows, title)});
  return frame.element;
}
