import type {ReportFigure} from "../reportFigure.js";

/**
 * A drawing of many rows, whole and in parts of about the same length. Rows under one heading stay together where they can;
 * else the next part begins with their heading again.
 *
 * @param most rows that a sheet of paper has room for
 */
export function inParts<Row extends {readonly label: string; readonly heading?: string}>(
  rows: readonly Row[],
  most: number,
  draw: (rows: readonly Row[], width: number, document: Document) => SVGElement
): Pick<ReportFigure, "draw" | "parts"> {
  const whole = (width: number, document: Document) => draw(rows, width, document);
  const count = Math.ceil(rows.length / Math.max(1, most));
  if (count < 2) return {draw: whole};
  const each = Math.ceil(rows.length / count);
  const starts = Array.from({length: count}, (_, p) => (p === 0 ? 0 : startNear(rows, p * each, most - each)));
  const parts = starts.map((start, p) => {
    const heading = rows.slice(0, start + 1).findLast((row) => row.heading !== undefined)?.heading;
    const part = rows.slice(start, starts[p + 1] ?? rows.length);
    return part.map((row, i) => (i === 0 && heading !== undefined ? {...row, heading} : row));
  });
  return {draw: whole, parts: (width, document) => parts.map((part) => draw(part, width, document))};
}

/**
 * Rows that a sheet of paper has room for, below a figure's head and above its caption.
 *
 * @param room height in pixels that rows may have on a sheet
 * @param heights of a row and of a heading, in pixels
 */
export function rowsPerSheet(
  rows: readonly {readonly heading?: string}[],
  room: number,
  heights: {readonly row: number; readonly heading: number}
): number {
  const headings = rows.filter(({heading}) => heading !== undefined).length;
  return Math.floor(room / (heights.row + (heights.heading * headings) / rows.length));
}

/** The place of the heading that is nearest to a place, at most so far away; the place itself if there is none. */
function startNear(rows: readonly {readonly heading?: string}[], place: number, away: number): number {
  for (let d = 0; d <= away; ++d)
    for (const at of [place + d, place - d]) if (rows[at]?.heading !== undefined) return at;
  return place;
}
