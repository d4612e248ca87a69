import type {ReportFigure} from "../reportFigure.js";

/**
 * A drawing of many rows, whole and in parts of about the same length; each part begins with the heading that its first row
 * stands under.
 *
 * @param most rows that a sheet of paper has room for
 */
export function inParts<Row extends {readonly heading?: string}>(
  rows: readonly Row[],
  most: number,
  draw: (rows: readonly Row[], width: number, document: Document) => SVGElement
): Pick<ReportFigure, "draw" | "parts"> {
  const whole = (width: number, document: Document) => draw(rows, width, document);
  const count = Math.ceil(rows.length / Math.max(1, most));
  if (count < 2) return {draw: whole};
  const each = Math.ceil(rows.length / count);
  const parts = Array.from({length: count}, (_, p) => rows.slice(p * each, (p + 1) * each)).map((part, p) => {
    const heading = rows.slice(0, p * each + 1).findLast((row) => row.heading !== undefined)?.heading;
    return part.map((row, i) => (i === 0 && heading !== undefined ? {...row, heading} : row));
  });
  return {draw: whole, parts: (width, document) => parts.map((part) => draw(part, width, document))};
}
