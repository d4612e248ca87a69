import {scaleLinear, scaleLog} from "d3-scale";
import {forestMark, type ForestScale} from "./forestMark.js";
import {type Pen, penOf, px} from "./svg.js";
import {letterWidth, textLines} from "./textLines.js";

/** One estimate: its texts as they may be shown, and where it stands; null where it does not exist or may not be shown. */
export interface EffectRow {
  readonly label: string;
  /** Stands above the row and names it and the rows that follow. */
  readonly heading?: string;
  /** Beside the heading at the right edge, e.g. "interaction p = 0.31". */
  readonly headingNote?: string;
  /** One per column of counts. */
  readonly counts: readonly string[];
  /** The estimate with its interval, or what stands in its place: "reference", "not estimable". */
  readonly text: string;
  readonly effect: {readonly estimate: number; readonly lower: number; readonly upper: number} | null;
  /** Pools the others: a diamond. */
  readonly pooled?: boolean;
}

/** How the figure is drawn. */
export interface EffectPlotOptions {
  readonly width?: number;
  /** Names of the columns of counts. */
  readonly counts: readonly string[];
  /** What is estimated, e.g. "Hazard ratio". */
  readonly measure: string;
  readonly scale: "log" | "linear";
  /** Value of no effect; null where there is none. */
  readonly none: number | null;
  /** What estimates below and above `none` say; null for nothing. */
  readonly sides?: readonly [string, string] | null;
  /** All rows of the figure of which this drawing is a part: they share axis, columns and sizes. The rows alone unless given. */
  readonly beside?: readonly EffectRow[];
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const line = 16;
const lane = 24;
const estimateWidth = 128;

/**
 * Estimates with intervals below each other, for any measure: ratios on a logarithmic axis, differences, shares and C-indices
 * on a linear one. The area of a square is proportional to the weight, 1/SE² of the interval; an arrow where an interval
 * leaves the axis. Below 640 pixels the numbers stand above each mark.
 */
export function effectPlot(
  rows: readonly EffectRow[],
  {width = 720, counts, measure, scale, none, sides = null, beside = rows, title, summary, document}: EffectPlotOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 640;
  const labelWidth = Math.min(240, Math.max(90, ...beside.map(({label}) => letterWidth * label.length + 20)));
  const column = 72;
  const from = narrow ? 14 : labelWidth + column * counts.length + 24;
  const to = narrow ? width - 14 : width - estimateWidth - 20;
  const x = axisScale(beside, scale, none).range([from, to]);
  const weight = ({effect, pooled}: EffectRow) => (effect === null || pooled ? 0 : weightOf(effect, scale));
  const heaviest = Math.max(...beside.map(weight), Number.MIN_VALUE);
  const parts: SVGElement[] = narrow ? [] : [headOf(pen, counts, measure, labelWidth, column, width)];
  let y = narrow ? 0 : line + 8;
  rows.forEach((row) => {
    if (row.heading !== undefined) {
      y += 6;
      parts.push(pen.svg("text", {x: 0, y: y + 12, class: "table-head"}, row.heading));
      if (row.headingNote) {
        const note = {x: width, y: y + 12, "text-anchor": "end", class: "number minor"};
        parts.push(pen.svg("text", note, row.headingNote));
      }
      y += line + 6;
    }
    const group = pen.svg("g", {class: row.pooled ? "forest-row overall" : "forest-row", "data-row": row.label});
    const names = textLines(row.label, narrow ? width - estimateWidth : labelWidth - 14);
    const height = narrow
      ? names.length * line + (counts.length > 0 ? line : 0) + lane + 4
      : Math.max(lane, names.length * line);
    const base = narrow ? y + 13 : y + height / 2 + 4 - ((names.length - 1) * line) / 2;
    names.forEach((name, k) =>
      group.append(pen.svg("text", {x: narrow ? 0 : 10, y: px(base + k * line), class: "row-label"}, name))
    );
    const end = {"text-anchor": "end", class: "number"};
    const middle = narrow ? base : y + height / 2 + 4;
    group.append(pen.svg("text", {...end, x: width, y: px(middle)}, row.text));
    if (!narrow)
      row.counts.forEach((text, k) =>
        group.append(pen.svg("text", {...end, x: labelWidth + column * (k + 1), y: px(middle)}, text))
      );
    else if (counts.length > 0) {
      const words = row.counts.flatMap((text, k) => (text === "" ? [] : [`${counts[k]} ${text}`])).join(" · ");
      const at = {x: 0, y: px(base + names.length * line), class: "number minor"};
      group.append(pen.svg("text", at, words));
    }
    const {effect} = row;
    const estimate = effect === null ? null : {ratio: effect.estimate, lower: effect.lower, upper: effect.upper};
    const share = weight(row) / heaviest;
    const top = narrow ? y + height - lane - 4 : y + (height - lane) / 2;
    group.append(forestMark(pen, {estimate}, x, top, lane, {share, through: null, diamond: row.pooled === true, none}));
    parts.push(group);
    y += height;
  });
  parts.push(axisOf(pen, x, y + 4, scale, none, sides));
  const figure = pen.drawing(width, y + 4 + 26 + (sides === null ? 0 : line + 4), title, summary);
  figure.append(...parts);
  return figure;
}

/** How sure an estimate is: one over the squared width of its interval, on the scale of the axis. */
function weightOf({lower, upper}: {lower: number; upper: number}, scale: "log" | "linear"): number {
  const width = scale === "log" ? Math.log(upper) - Math.log(lower) : upper - lower;
  return width > 0 && Number.isFinite(width) ? 1 / width ** 2 : 0;
}

function axisScale(rows: readonly EffectRow[], scale: "log" | "linear", none: number | null): ForestScale {
  const effects = rows.flatMap(({effect}) => (effect === null ? [] : [effect]));
  if (scale === "log") {
    const far = effects.some(({estimate}) => estimate < 0.25 || estimate > 4);
    const most = far ? (effects.some(({estimate}) => estimate < 0.125 || estimate > 8) ? 16 : 8) : 4;
    return scaleLog([1 / most, most], [0, 1]);
  }
  const values = effects.flatMap(({lower, upper}) => [lower, upper]).concat(none ?? []);
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * 0.05;
  // What is never below zero has no axis below it.
  return scaleLinear([low < 0 ? low - room : Math.max(0, low - room), high + room], [0, 1]).nice(5);
}

/** A number of the axis, with a true minus sign. */
function tickText(value: number): string {
  return String(Number(value.toFixed(4))).replace("-", "−");
}

function headOf(
  pen: Pen,
  counts: readonly string[],
  measure: string,
  labelWidth: number,
  column: number,
  width: number
): SVGElement {
  const head = pen.svg("g", {class: "forest-head"});
  const text = (x: number, words: string) =>
    pen.svg("text", {x, y: 12, "text-anchor": "end", class: "table-head"}, words);
  counts.forEach((words, k) => head.append(text(labelWidth + column * (k + 1), words)));
  head.append(text(width, `${measure} (95\u00a0%\u00a0CI)`));
  return head;
}

function axisOf(
  pen: Pen,
  x: ForestScale,
  y: number,
  scale: "log" | "linear",
  none: number | null,
  sides: readonly [string, string] | null
): SVGElement {
  const axis = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  const [from, to] = x.range();
  axis.append(pen.svg("line", {class: "tick", x1: px(from), x2: px(to), y1: y + 0.5, y2: y + 0.5}));
  const [low, high] = x.domain();
  const ratios = [0.0625, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16].filter((d) => d >= low && d <= high);
  for (const value of scale === "log" ? ratios : x.ticks(5)) {
    const at = px(x(value));
    axis.append(
      pen.svg("line", {class: "tick", x1: at, x2: at, y1: y, y2: y + 5}),
      pen.svg("text", {x: at, y: y + 18, "text-anchor": "middle"}, tickText(value))
    );
  }
  if (sides !== null && none !== null) {
    const foot = {y: y + 38, class: "axis-title"};
    axis.append(
      pen.svg("text", {x: px(x(none) - 10), "text-anchor": "end", ...foot}, `← ${sides[0]}`),
      pen.svg("text", {x: px(x(none) + 10), ...foot}, `${sides[1]} →`)
    );
  }
  return axis;
}
