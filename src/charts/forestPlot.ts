import {formatP} from "./format.js";
import {forestColumns, forestHead, forestNumbers, lineHeight as line, markHeight as mark} from "./forestLayout.js";
import {forestMark, type ForestScale} from "./forestMark.js";
import type {ForestBlock, ForestRow} from "./forestRow.js";
import {type Pen, penOf, px} from "./svg.js";

/** How the figure is drawn. */
export interface ForestPlotOptions {
  readonly width?: number;
  /** Names of the groups, in the order of the rows' counts. */
  readonly groups: readonly string[];
  /** Name of the ratio, e.g. "Hazard ratio". */
  readonly ratioLabel: string;
  /** What is counted among the patients of a group: "events", unless given. */
  readonly counted?: string;
  /** What a ratio below and above 1 favours. */
  readonly favours: readonly [string, string];
  /** What is said of the sides as it stands, not as what it favours. */
  readonly plain?: boolean;
  /** All patients: a diamond, and a dashed line through the rows; null where there is no one ratio for all. */
  readonly overall: ForestRow | null;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/**
 * Ratios of subgroups on a logarithmic axis: a square whose area is the weight, its interval, and the numbers aligned
 * beside it; an arrow where an interval leaves the axis, which goes from 0.25 to 4, or further if a ratio lies outside. Below 640 pixels the numbers stand above each mark.
 */
export function forestPlot(
  blocks: readonly ForestBlock[],
  {
    width = 720,
    groups,
    ratioLabel,
    counted,
    favours,
    plain = false,
    overall,
    title,
    summary,
    document
  }: ForestPlotOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const rows = blocks.flatMap((block) => block.rows);
  const columns = forestColumns(width, groups, overall === null ? rows : [...rows, overall], counted);
  const weight = Math.max(...rows.map((row) => row.weight), Number.MIN_VALUE);
  const through = overall?.estimate?.ratio ?? null;
  const parts: SVGElement[] = [forestHead(pen, columns, groups, ratioLabel)];
  let y = columns.narrow ? 0 : 2 * line + 6;
  const rowHeight = columns.narrow ? 2 * line + mark + 4 : mark;
  const add = (row: ForestRow, isOverall: boolean) => {
    const group = pen.svg("g", {class: isOverall ? "forest-row overall" : "forest-row", "data-row": row.label});
    const lane = columns.narrow ? y + 2 * line + 4 : y;
    group.append(
      ...forestNumbers(pen, row, columns, y, groups),
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
  if (overall !== null) add(overall, true);
  const sides = favours.map((side) => (plain ? side : `favours ${side}`));
  parts.push(axisOf(pen, columns.x, y, [sides[0], sides[1]]));
  const figure = pen.drawing(width, y + 2 * line + 20, title, summary);
  figure.append(...parts);
  return figure;
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

function axisOf(pen: Pen, x: ForestScale, y: number, sides: readonly [string, string]): SVGElement {
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const [from, to] = x.range();
  axis.append(pen.svg("line", {class: "tick", x1: px(from), x2: px(to), y1: y + 0.5, y2: y + 0.5}));
  const [least, most] = x.domain();
  const ticks = most > 8 ? [1 / 64, 1 / 16, 0.25, 1, 4, 16, 64] : [0.125, 0.25, 0.5, 1, 2, 4, 8];
  for (const value of ticks.filter((d) => d >= least && d <= most)) {
    const at = px(x(value));
    axis.append(
      pen.svg("line", {class: "tick", x1: at, x2: at, y1: y, y2: y + 5}),
      pen.svg("text", {x: at, y: y + 18, "text-anchor": "middle"}, String(Number(value.toPrecision(3))))
    );
  }
  const foot = {y: y + 38, class: "axis-title"};
  axis.append(
    pen.svg("text", {x: px(x(1) - 10), "text-anchor": "end", ...foot}, `← ${sides[0]}`),
    pen.svg("text", {x: px(x(1) + 10), ...foot}, `${sides[1]} →`)
  );
  return axis;
}
