import {scaleLinear} from "d3-scale";
import {hidesCounts} from "../model/hiddenCounts.js";
import {bandPath, stepPath} from "./curvePaths.js";
import {endLabels} from "./endLabels.js";
import type {GroupStyle} from "./palette.js";
import {riskTable, riskTableHeight} from "./riskTable.js";
import {type Pen, penOf, px} from "./svg.js";
import {textLines} from "./textLines.js";
import {timeAxis} from "./timeAxis.js";

/** One group of a survival figure: its curve in days, with everything the table under the axis needs. */
export interface SurvivalCurveRow {
  readonly label: string;
  readonly style: GroupStyle;
  readonly n: number;
  /** True where `n` may not be told. */
  readonly isSizeHidden?: boolean;
  /** Distinct times in days, ascending, and the state at and after them; as in `stats/survivalCurve`. */
  readonly time: ArrayLike<number>;
  readonly atRisk: ArrayLike<number>;
  readonly event: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
  readonly survival: ArrayLike<number>;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** Times of entry into risk, ascending, negative: from the start; undefined where everybody is at risk from the start. */
  readonly entries?: ArrayLike<number>;
}

/** How one plot of curves is drawn. */
export interface SurvivalPlotOptions {
  /** Words of the vertical axis, e.g. "Overall survival". */
  readonly endpointLabel: string;
  /** What time 0 is, e.g. "diagnosis". */
  readonly startLabel: string;
  /** Unit of the time axis; by the length of follow-up unless given. */
  readonly unit?: "years" | "months" | null;
  /** What the numbers in parentheses under the axis are. */
  readonly countedLabel?: string;
  /** Draw a small mark where follow-up was censored; never where small counts are hidden, as a mark is one patient. */
  readonly censorMarks?: boolean;
  /** Above the plot, where it is one of several. */
  readonly heading?: string;
  /** End of the time axis in days, where several plots share it; the longest follow-up unless given. */
  readonly last?: number;
  /** Curves of the other plots, in grey behind. */
  readonly behind?: readonly SurvivalCurveRow[];
}

/** How the figure is drawn. */
export interface SurvivalCurveOptions extends SurvivalPlotOptions {
  readonly width?: number;
  readonly title: string;
  /** The figure in words. */
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

type Scale = (value: number) => number;

const axisTop = 28;
const letter = 7;
/** Below this number at risk a curve fades. */
const few = 10;
/** Bands of more curves than these cannot be told apart, and are not drawn. */
export const mostBands = 8;

/**
 * Survival curves with 95 % band, censoring marks and the table of patients at risk, censored and with the event so
 * far, aligned to the ticks. A curve ends at its group's own last follow-up and fades where fewer than 10 are at risk.
 * Years on the axis, months if follow-up is under 3 years. Below 560 pixels the names stand above the numbers and the
 * ticks are fewer; letters keep their size.
 */
export function survivalCurve(rows: readonly SurvivalCurveRow[], options: SurvivalCurveOptions): SVGElement {
  const {width = 720, title, summary, document} = options;
  const pen = penOf(document ?? globalThis.document);
  const {height, parts} = survivalPlot(pen, rows, width, options);
  const figure = pen.drawing(width, height, title, summary);
  figure.append(...parts);
  return figure;
}

/** The parts of one plot, its upper left corner at 0, and its height. */
export function survivalPlot(
  pen: Pen,
  rows: readonly SurvivalCurveRow[],
  width: number,
  {endpointLabel, startLabel, heading, behind = [], ...options}: SurvivalPlotOptions
): {readonly height: number; readonly parts: readonly SVGElement[]} {
  const {unit = null, countedLabel} = options;
  const censorMarks = options.censorMarks !== false && !hidesCounts();
  const headings = heading === undefined ? [] : textLines(heading, width - 16);
  const top = axisTop + 18 * headings.length;
  const narrow = width < 560;
  const longest = Math.max(0, ...rows.map((row) => row.label.length));
  const left = narrow ? 40 : Math.min(210, Math.max(96, 28 + letter * longest + 36));
  const right = narrow || rows.length < 2 ? 32 : Math.min(180, 28 + letter * longest);
  const plotHeight = narrow ? 240 : 320;
  const last = options.last ?? lastTime(rows);
  // A small plot has a tick wherever its label fits; the table under it takes every second or third.
  const spacing = heading !== undefined ? 40 : narrow ? 66 : 72;
  const time = timeAxis(last, width - left - right, spacing, unit);
  const x = scaleLinear([0, last], [left, width - right]);
  const y = scaleLinear([0, 1], [top + plotHeight, top]);
  const axisLines = textLines(`${time.unitLabel} from ${startLabel}`, width - 16);
  const tableTop = top + plotHeight + 28 + 16 * axisLines.length;
  const stacked = narrow || 28 + letter * longest + 36 > left;
  const parts: SVGElement[] = headings.map((line, i) =>
    pen.svg("text", {x: 0, y: 14 + 18 * i, class: "panel-heading"}, line)
  );

  const axes = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const percent of [0, 20, 40, 60, 80, 100]) {
    const at = y(percent / 100);
    axes.append(
      pen.svg("line", {class: percent === 0 ? "baseline" : "grid", x1: left, x2: width - right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: at + 4, "text-anchor": "end"}, String(percent))
    );
  }
  const foot = top + plotHeight;
  const tick = (value: number, length: number) => {
    const at = px(x(value * time.unit));
    return pen.svg("line", {class: "tick", x1: at, x2: at, y1: foot, y2: foot + length});
  };
  for (const value of time.minor) axes.append(tick(value, 3));
  for (const value of time.ticks) {
    const label = {x: px(x(value * time.unit)), y: foot + 18, "text-anchor": "middle"};
    axes.append(tick(value, 6), pen.svg("text", label, String(value)));
  }
  const middle = axisLines.length > 1 ? width / 2 : (left + width - right) / 2;
  axes.append(
    pen.svg("text", {x: 0, y: top - 16, class: "axis-title"}, `${endpointLabel} (%)`),
    ...axisLines.map((line, i) =>
      pen.svg("text", {x: middle, y: foot + 36 + 16 * i, "text-anchor": "middle", class: "axis-title"}, line)
    )
  );
  parts.push(axes);

  for (const {time: times, survival} of behind) {
    const d = stepPath({time: times, value: survival}, x, y, times[times.length - 1] ?? 0);
    parts.push(pen.svg("path", {class: "behind", d}));
  }
  for (const row of rows) parts.push(curve(pen, row, x, y, {censorMarks, band: rows.length <= mostBands}));
  if (!narrow && rows.length > 1) {
    const corners = (times: ArrayLike<number>, values: ArrayLike<number>, end: number) =>
      Array.from({length: end + 1}, (_, k) => ({x: x(times[k]), y: y(values[k])}));
    const ends = rows.flatMap(({label, style, time: times, survival}) => {
      const i = times.length - 1;
      return i < 0 ? [] : [{label, style, x: x(times[i]) + 6, y: y(survival[i]), line: corners(times, survival, i)}];
    });
    parts.push(endLabels(pen, ends, y(0) - 10));
  }
  const columns = time.ticks.map((value) => ({x: Math.round(x(value * time.unit)), days: value * time.unit}));
  parts.push(riskTable(pen, rows, {columns, top: tableTop, stacked, words: countedLabel}));
  return {height: tableTop + riskTableHeight(rows.length, stacked), parts};
}

/** Longest follow-up of some curves in days; at least one. */
export function lastTime(rows: readonly SurvivalCurveRow[]): number {
  return Math.max(1, ...rows.map(({time}) => time[time.length - 1] ?? 0));
}

function curve(
  pen: Pen,
  row: SurvivalCurveRow,
  x: Scale,
  y: Scale,
  {censorMarks, band}: {censorMarks: boolean; band: boolean}
): SVGElement {
  const own = row.time[row.time.length - 1] ?? 0;
  const solidEnd = lastWithAtLeast(row, few);
  const steps = {time: row.time, value: row.survival};
  const stroke = {"stroke-dasharray": row.style.dash || null};
  const group = pen.svg("g", {class: "curve", "data-curve": row.label, style: `--group:${row.style.colour}`});
  if (band) group.append(pen.svg("path", {class: "band", d: bandPath(row, x, y, solidEnd)}));
  group.append(pen.svg("path", {class: "line", ...stroke, d: stepPath(steps, x, y, solidEnd)}));
  if (own > solidEnd) {
    if (band) group.append(pen.svg("path", {class: "band fading", d: bandPath(row, x, y, own, solidEnd)}));
    group.append(pen.svg("path", {class: "line fading", ...stroke, d: stepPath(steps, x, y, own, solidEnd)}));
  }
  if (censorMarks) group.append(pen.svg("path", {class: "censored", d: censorPath(row, x, y)}));
  return group;
}

/**
 * How long at least `least` are at risk: to the last exit that leaves so many; the whole curve if it never falls below.
 * Where patients enter on the way, to the last exit at which so many are.
 */
function lastWithAtLeast({time, atRisk, entries}: SurvivalCurveRow, least: number): number {
  if (entries !== undefined) {
    let last = 0;
    for (let i = 0; i < time.length; ++i) if (atRisk[i] >= least) last = time[i];
    return last;
  }
  for (let i = 0; i < time.length; ++i) if (atRisk[i] < least) return i === 0 ? 0 : time[i - 1];
  return time[time.length - 1] ?? 0;
}

function censorPath({time, censored, survival}: SurvivalCurveRow, x: Scale, y: Scale): string {
  let path = "";
  let lastX = -Infinity;
  for (let i = 0; i < time.length; ++i) {
    const at = x(time[i]);
    // Marks closer than two pixels cannot be told apart.
    if (!(censored[i] > 0) || at - lastX < 2) continue;
    lastX = at;
    path += `M${px(at)},${px(y(survival[i]) - 3)}v6`;
  }
  return path;
}
