import {scaleLog} from "d3";
import {formatCount, formatP} from "./format.js";
import {forestMark, type ForestScale} from "./forestMark.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** A ratio with its interval. */
export interface ForestEstimate {
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
}

/** One line: a subgroup, what happened in each group of it, and the ratio; null where it is not estimable. */
export interface ForestRow {
  readonly label: string;
  readonly groups: readonly {readonly n: number; readonly events: number}[];
  readonly estimate: ForestEstimate | null;
  /** What the area of the square is proportional to. */
  readonly weight: number;
}

/** Rows of one variable, and the test that their ratios do not differ. */
export interface ForestBlock {
  readonly label: string;
  readonly rows: readonly ForestRow[];
  /** p of the interaction; null where there is no test. */
  readonly interaction: number | null;
}

/** How the figure is drawn. */
export interface ForestPlotOptions {
  readonly width?: number;
  /** Names of the groups, in the order of the rows' counts. */
  readonly groups: readonly string[];
  /** Name of the ratio, e.g. "Hazard ratio". */
  readonly ratioLabel: string;
  /** What a ratio below and above 1 favours. */
  readonly favours: readonly [string, string];
  /** All patients: a diamond, and a dashed line through the rows. */
  readonly overall: ForestRow;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** Where things stand across the figure. */
interface Columns {
  readonly narrow: boolean;
  readonly width: number;
  /** Words under the names of the groups. */
  readonly counted: string;
  /** Right edges of the groups' numbers. */
  readonly groups: readonly number[];
  readonly x: ForestScale;
}

const line = 16;
const mark = 24;
const numbers = 118;

/**
 * Ratios of subgroups on a logarithmic axis: a square whose area is the weight, its interval, and the numbers aligned
 * beside it; an arrow where an interval leaves the axis, which goes from 0.25 to 4, or to 0.125 and 8 if a ratio lies
 * outside. Below 640 pixels the numbers stand above each mark.
 */
export function forestPlot(
  blocks: readonly ForestBlock[],
  {width = 720, groups, ratioLabel, favours, overall, title, summary, document}: ForestPlotOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const all = [...blocks.flatMap(({rows}) => rows), overall];
  const columns = columnsOf(width, groups, all);
  const weight = Math.max(...all.map((row) => row.weight), Number.MIN_VALUE);
  const through = overall.estimate?.ratio ?? null;
  const parts: SVGElement[] = [headOf(pen, columns, groups, ratioLabel)];
  let y = columns.narrow ? 0 : 2 * line + 6;
  const rowHeight = columns.narrow ? 2 * line + mark + 4 : mark;
  const add = (row: ForestRow, isOverall: boolean) => {
    const group = pen.svg("g", {class: isOverall ? "forest-row overall" : "forest-row", "data-row": row.label});
    const lane = columns.narrow ? y + 2 * line + 4 : y;
    group.append(
      ...texts(pen, row, columns, y, groups),
      forestMark(pen, row, columns.x, lane, mark, {share: row.weight / weight, through, diamond: isOverall})
    );
    parts.push(group);
    y += rowHeight;
  };
  for (const block of blocks) {
    y += 6;
    parts.push(blockHead(pen, block, width, y));
    y += line + 6;
    for (const row of block.rows) add(row, false);
  }
  y += 8;
  add(overall, true);
  parts.push(axisOf(pen, columns.x, y, favours));
  const figure = pen.drawing(width, y + 2 * line + 20, title, summary);
  figure.append(...parts);
  return figure;
}

function columnsOf(width: number, groups: readonly string[], rows: readonly ForestRow[]): Columns {
  const narrow = width < 640;
  const ratios = rows.flatMap(({estimate}) => (estimate === null ? [] : [estimate.ratio]));
  const most = ratios.some((ratio) => ratio < 0.25 || ratio > 4) ? 8 : 4;
  const longest = Math.max(...rows.map(({label}) => label.length));
  const label = Math.min(220, Math.max(110, letterWidth * longest + 20));
  // The full words where the axis keeps enough room.
  const [counted, column] = width < 860 ? ["events / n", 86] : ["events / patients", 118];
  const left = narrow ? 14 : label + column * groups.length + 20;
  const right = narrow ? width - 14 : width - numbers - 14;
  return {
    narrow,
    width,
    counted,
    groups: groups.map((_, i) => label + column * (i + 1)),
    x: scaleLog([1 / most, most], [left, right])
  };
}

function headOf(
  pen: Pen,
  {narrow, counted, groups: edges, width}: Columns,
  groups: readonly string[],
  ratioLabel: string
) {
  const head = pen.svg("g", {class: "forest-head"});
  // Each row of a narrow figure names its own numbers.
  if (narrow) return head;
  const text = (x: number, y: number, words: string, name: string) =>
    pen.svg("text", {x, y, "text-anchor": "end", class: name}, words);
  groups.forEach((words, i) =>
    head.append(text(edges[i], 12, words, "table-head"), text(edges[i], 12 + line, counted, "minor"))
  );
  head.append(text(width, 12, ratioLabel, "table-head"), text(width, 12 + line, "(95 % CI)", "minor"));
  return head;
}

function blockHead(pen: Pen, {label, interaction}: ForestBlock, width: number, y: number): SVGElement {
  const head = pen.svg("g", {class: "forest-block", "data-block": label, "data-interaction-p": interaction});
  head.append(pen.svg("text", {x: 0, y: y + 12, class: "table-head"}, label));
  if (interaction !== null) {
    const words = `interaction p ${interaction < 0.0001 ? "" : "= "}${formatP(interaction)}`;
    head.append(pen.svg("text", {x: width, y: y + 12, "text-anchor": "end", class: "number"}, words));
  }
  return head;
}

function texts(pen: Pen, row: ForestRow, columns: Columns, y: number, groups: readonly string[]): SVGElement[] {
  const {narrow, width, groups: edges} = columns;
  const base = y + (narrow ? 13 : mark / 2 + 4);
  const end = {"text-anchor": "end", class: "number"};
  const counts = row.groups.map(({events, n}) => `${formatCount(events)} / ${formatCount(n)}`);
  const name = pen.svg("text", {x: narrow ? 0 : 10, y: base, class: "row-label"}, row.label);
  const ratio = pen.svg("text", {x: width, y: base, ...end}, ratioText(row.estimate));
  if (!narrow) return [name, ratio, ...counts.map((text, i) => pen.svg("text", {x: edges[i], y: base, ...end}, text))];
  const all = counts.map((text, i) => `${groups[i]} ${text}`).join(" · ");
  return [name, ratio, pen.svg("text", {x: 0, y: base + line, class: "number minor"}, all)];
}

/** A ratio with its interval as a row prints it. */
export function ratioText(estimate: ForestEstimate | null): string {
  if (estimate === null) return "not estimable";
  const {ratio, lower, upper} = estimate;
  return `${ratio.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}

function axisOf(pen: Pen, x: ForestScale, y: number, favours: readonly [string, string]): SVGElement {
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const [from, to] = x.range();
  axis.append(pen.svg("line", {class: "tick", x1: px(from), x2: px(to), y1: y + 0.5, y2: y + 0.5}));
  for (const value of [0.125, 0.25, 0.5, 1, 2, 4, 8].filter((d) => d >= x.domain()[0] && d <= x.domain()[1])) {
    const at = px(x(value));
    axis.append(
      pen.svg("line", {class: "tick", x1: at, x2: at, y1: y, y2: y + 5}),
      pen.svg("text", {x: at, y: y + 18, "text-anchor": "middle"}, String(value))
    );
  }
  const foot = {y: y + 38, class: "axis-title"};
  axis.append(
    pen.svg("text", {x: px(x(1) - 10), "text-anchor": "end", ...foot}, `← favours ${favours[0]}`),
    pen.svg("text", {x: px(x(1) + 10), ...foot}, `favours ${favours[1]} →`)
  );
  return axis;
}
