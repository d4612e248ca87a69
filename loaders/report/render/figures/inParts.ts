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
  const starts = [0];
  while (rows.length - starts[starts.length - 1] > each) starts.push(nextStart(rows, starts[starts.length - 1], each));
  const parts = starts.map((start, p) => {
    const heading = rows.slice(0, start + 1).findLast((row) => row.heading !== undefined)?.heading;
    const part = rows.slice(start, starts[p + 1] ?? rows.length);
    return part.map((row, i) => (i === 0 && heading !== undefined ? {...row, heading} : row));
  });
  return {draw: whole, parts: (width, document) => parts.map((part) => draw(part, width, document))};
}

/** Where the part after the one that begins at `start` begins: at a heading in its second half, or when it is full. */
function nextStart(rows: readonly {readonly heading?: string}[], start: number, each: number): number {
  for (let i = start + each; i > start + each / 2; --i) if (rows[i].heading !== undefined) return i;
  return start + each;
}
