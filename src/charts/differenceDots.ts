import {scaleLinear} from "d3-scale";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** A mark: an estimate with its interval. */
export interface DifferenceMark {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** One alteration in two groups. */
export interface DifferenceRow {
  readonly label: string;
  /** Difference of two shares, −1 to 1; null where nothing can be compared, for which `reason` stands. */
  readonly mark: DifferenceMark | null;
  /** The differences within sources, drawn instead where all together point elsewhere. */
  readonly within: readonly {readonly label: string; readonly estimate: number}[] | null;
  /** Numbers in the order of the columns; estimates before tests. */
  readonly numbers: readonly string[];
  readonly reason: string | null;
}

/** How the figure is drawn. */
export interface DifferenceDotsOptions {
  readonly width?: number;
  /** Heads of the columns of numbers, and letters of room each takes. */
  readonly columns: readonly {readonly label: string; readonly room: number}[];
  /** In which group something is more frequent, left and right of zero. */
  readonly sides: readonly [string, string];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const rowHeight = 24;
const narrowHeight = 46;

/**
 * Differences of frequencies on an axis of percentage points, with intervals, numbers aligned beside them; below 640
 * pixels the numbers stand under each name. Where patients of all sources together say the opposite of those within
 * sources, open marks of the sources stand in place of the pooled one.
 */
export function differenceDots(
  rows: readonly DifferenceRow[],
  {width = 720, columns, sides, title, summary, document}: DifferenceDotsOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 640;
  const each = narrow ? narrowHeight : rowHeight;
  const left = narrow
    ? 0
    : Math.min(170, Math.max(80, 14 + letterWidth * Math.max(1, ...rows.map((d) => d.label.length))));
  const room = columns.map((column) => column.room * letterWidth + 10);
  const right = narrow ? width : width - room.reduce((sum, d) => sum + d, 0) - 8;
  const values = rows.flatMap(({mark, within}) => [
    ...(mark === null ? [] : [mark.lower, mark.upper]),
    ...(within ?? []).map((d) => d.estimate)
  ]);
  const extent = Math.max(0.05, ...values.map(Math.abs));
  const x = scaleLinear([-extent, extent], [left + 8, right - 8]).nice(6);
  const top = 58;
  const bottom = top + rows.length * each;
  const figure = pen.drawing(width, bottom + 40, title, summary);
  figure.append(axisOf(pen, x, {left, right, top, bottom, sides}));
  if (!narrow) figure.append(...heads(pen, columns, room, right));
  rows.forEach((row, i) => {
    const y = top + i * each;
    const middle = narrow ? y + 36 : y + each / 2;
    const line = pen.svg("g", {class: "difference", "data-row": row.label, style: "--group:var(--accent)"});
    const name = narrow
      ? {x: 0, y: px(y + 12), class: "row-label"}
      : {x: left - 10, y: px(middle + 4), "text-anchor": "end", class: "row-label"};
    line.append(pen.svg("text", name, row.label));
    if (row.reason !== null) {
      line.append(pen.svg("text", {x: px(narrow ? 0 : left + 12), y: px(middle + 4), class: "minor"}, row.reason));
    } else {
      line.append(...marks(pen, row, x, middle));
      line.append(...numbers(pen, row, {narrow, width, right, room, y, middle}));
    }
    figure.append(line);
  });
  return figure;
}

function marks(pen: Pen, {mark, within}: DifferenceRow, x: (value: number) => number, middle: number): SVGElement[] {
  if (within !== null) {
    return within.map(({label, estimate}) =>
      pen.svg(
        "circle",
        {class: "dot open", cx: px(x(estimate)), cy: px(middle), r: 4},
        pen.svg("title", {}, `${label}: ${points(estimate)} percentage points`)
      )
    );
  }
  if (mark === null) return [];
  return [
    pen.svg("path", {class: "interval", d: `M${px(x(mark.lower))},${px(middle)}H${px(x(mark.upper))}`}),
    pen.svg("circle", {class: "dot", cx: px(x(mark.estimate)), cy: px(middle), r: 4})
  ];
}

function numbers(
  pen: Pen,
  row: DifferenceRow,
  at: {narrow: boolean; width: number; right: number; room: readonly number[]; y: number; middle: number}
): SVGElement[] {
  if (at.narrow) {
    const words = row.numbers.filter((text) => text !== "").join(" · ");
    return [pen.svg("text", {x: at.width, y: px(at.y + 12), "text-anchor": "end", class: "number"}, words)];
  }
  let end = at.right + 8;
  return row.numbers.map((text, i) => {
    end += at.room[i];
    return pen.svg("text", {x: px(end), y: px(at.middle + 4), "text-anchor": "end", class: "number"}, text);
  });
}

function heads(
  pen: Pen,
  columns: readonly {readonly label: string}[],
  room: readonly number[],
  right: number
): SVGElement[] {
  let end = right + 8;
  return columns.map(({label}, i) => {
    end += room[i];
    const lines = textLines(label, room[i] - 6);
    const head = pen.svg("g", {});
    lines.slice(0, 3).forEach((text, line) => {
      const y = 44 - 14 * (lines.length - 1 - line);
      head.append(pen.svg("text", {x: px(end), y, "text-anchor": "end", class: "table-head"}, text));
    });
    return head;
  });
}

function axisOf(
  pen: Pen,
  x: {(value: number): number; ticks(count: number): number[]},
  {
    left,
    right,
    top,
    bottom,
    sides
  }: {left: number; right: number; top: number; bottom: number; sides: readonly [string, string]}
): SVGElement {
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const middle = x(0);
  const half = (right - left) / 2 - 12;
  const shorten = (text: string) => textLines(text, half)[0];
  axis.append(
    pen.svg("text", {x: px(middle - 8), y: 12, "text-anchor": "end"}, `← ${shorten(sides[0])}`),
    pen.svg("text", {x: px(middle + 8), y: 12}, `${shorten(sides[1])} →`)
  );
  for (const tick of x.ticks(right - left > 360 ? 7 : 4)) {
    const at = px(x(tick));
    axis.append(
      pen.svg("line", {class: tick === 0 ? "baseline" : "grid", x1: at, x2: at, y1: top - 8, y2: bottom}),
      pen.svg("text", {x: at, y: bottom + 16, "text-anchor": "middle"}, points(tick))
    );
  }
  axis.append(
    pen.svg(
      "text",
      {x: px(middle), y: bottom + 34, "text-anchor": "middle", class: "axis-title"},
      "Difference, percentage points"
    )
  );
  return axis;
}

/** A difference of shares in percentage points, to one decimal, with a true minus; a whole number without decimals. */
export function points(value: number): string {
  const rounded = Math.round(1000 * Math.abs(value)) / 10;
  return `${value < 0 && rounded > 0 ? "−" : ""}${rounded}`;
}
