import {scaleLog} from "d3-scale";
import {formatCount} from "./format.js";
import type {ForestScale} from "./forestMark.js";
import {type ForestRow, ratioText} from "./forestRow.js";
import type {Pen} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** Heights in pixels of a line of text and of the lane of a mark. */
export const lineHeight = 16;
export const markHeight = 24;

/** Ends of the axis; its other end is their reciprocal. */
const ends = [4, 8, 16, 64];

/** Room for a ratio with its interval. */
const numbers = 118;

/** Where things stand across the figure. */
export interface ForestColumns {
  readonly narrow: boolean;
  readonly width: number;
  /** Words under the names of the groups. */
  readonly counted: string;
  /** Right edges of the groups' numbers. */
  readonly groups: readonly number[];
  readonly x: ForestScale;
}

/**
 * Places of the columns: the axis takes what names and numbers leave; below 640 pixels, the whole width.
 *
 * @param events what is counted among the patients of a group
 */
export function forestColumns(
  width: number,
  groups: readonly string[],
  rows: readonly ForestRow[],
  events = "events"
): ForestColumns {
  const narrow = width < 640;
  const ratios = rows.flatMap(({estimate}) => (estimate === null ? [] : [estimate.ratio]));
  const furthest = Math.max(1, ...ratios.map((ratio) => Math.max(ratio, 1 / ratio)).filter(Number.isFinite));
  const most = ends.find((end) => furthest <= end) ?? ends[ends.length - 1];
  const longest = Math.max(...rows.map(({label}) => label.length));
  const label = Math.min(220, Math.max(110, letterWidth * longest + 20));
  // The full words where the axis keeps enough room.
  const [counted, column] = width < 860 ? [`${events} / n`, 86] : [`${events} / patients`, 118];
  const left = narrow ? 18 : label + column * groups.length + 20;
  const right = narrow ? width - 14 : width - numbers - 14;
  return {
    narrow,
    width,
    counted,
    groups: groups.map((_, i) => label + column * (i + 1)),
    x: scaleLog([1 / most, most], [left, right])
  };
}

/** Names of the columns; none where each row names its own numbers. */
export function forestHead(
  pen: Pen,
  {narrow, counted, groups: edges, width}: ForestColumns,
  groups: readonly string[],
  ratioLabel: string
): SVGElement {
  const head = pen.svg("g", {class: "forest-head"});
  if (narrow) return head;
  const text = (x: number, y: number, words: string, name: string) =>
    pen.svg("text", {x, y, "text-anchor": "end", class: name}, words);
  groups.forEach((words, i) =>
    head.append(text(edges[i], 12, words, "table-head"), text(edges[i], 12 + lineHeight, counted, "minor"))
  );
  head.append(text(width, 12, ratioLabel, "table-head"), text(width, 12 + lineHeight, "(95 % CI)", "minor"));
  return head;
}

/** Name, counts and ratio of a row. */
export function forestNumbers(
  pen: Pen,
  row: ForestRow,
  columns: ForestColumns,
  y: number,
  groups: readonly string[]
): SVGElement[] {
  const {narrow, width, groups: edges} = columns;
  const base = y + (narrow ? 13 : markHeight / 2 + 4);
  const end = {"text-anchor": "end", class: "number"};
  const counts = row.groups.map(({events, n}) => `${formatCount(events)} / ${formatCount(n)}`);
  const name = pen.svg("text", {x: narrow ? 0 : 10, y: base, class: "row-label"}, row.label);
  const ratio = pen.svg(
    "text",
    {x: width, y: base, ...end},
    row.estimate === null && row.note !== undefined ? row.note : ratioText(row.estimate)
  );
  if (!narrow) return [name, ratio, ...counts.map((text, i) => pen.svg("text", {x: edges[i], y: base, ...end}, text))];
  const all = counts.map((text, i) => `${groups[i]} ${text}`).join(" · ");
  return [name, ratio, pen.svg("text", {x: 0, y: base + lineHeight, class: "number minor"}, all)];
}
