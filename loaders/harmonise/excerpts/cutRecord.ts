import {splitRecord} from "../../sources/splitRecord.js";

/** A record with more cells than this is cut. */
const mostCells = 200;
const keptCells = 8;

/**
 * A record with hundreds of cells, such as a row of an expression matrix, cut to its first cells, an ellipsis and how many
 * cells follow; any other as it is.
 */
export function cutRecord(text: string, delimiter: string, quote: string | null): string {
  const cells = splitRecord(text, delimiter, quote);
  if (cells.length <= mostCells) return text;
  return [...cells.slice(0, keptCells), `… (${cells.length - keptCells} further cells)`].join(delimiter);
}
