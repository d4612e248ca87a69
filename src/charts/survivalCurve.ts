import {scaleLinear, ticks} from "d3";
import {bandPath, stepPath} from "./curvePaths.js";
import {daysPerMonth, daysPerYear, formatCount} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {drawing, px, svg} from "./svg.js";

/** One group of a survival figure: its curve in days, with everything the table under the axis needs. */
export interface SurvivalCurveRow {
  readonly label: string;
  readonly style: GroupStyle;
  readonly n: number;
  /** Distinct times in days, ascending, and the state at and after them; as in `stats/survivalCurve`. */
  readonly time: ArrayLike<number>;
  readonly atRisk: ArrayLike<number>;
  readonly event: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
  readonly survival: ArrayLike<number>;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

/** How the figure is drawn. */
export interface SurvivalCurveOptions {
  readonly width?: number;
  /** Words of the vertical axis, e.g. "Overall survival". */
  readonly endpointLabel: string;
  /** What time 0 is, e.g. "diagnosis". */
  readonly startLabel: string;
  readonly title: string;
  /** The figure in words. */
  readonly summary: string;
  /** Draw a small mark where follow-up was censored. */
  readonly censorMarks?: boolean;
}

const left = 76;
const top = 24;
const plotHeight = 300;
const rowHeight = 17;
/** Below this number at risk a curve fades. */
const few = 10;

/**
 * Survival curves with 95 % band, censoring marks and the table of patients at risk, censored and with the event so
 * far, aligned to the ticks (Morris et al., BMJ Open 2019;9:e030215). A curve ends at its group's own last follow-up
 * and fades where fewer than 10 are at risk. Years on the axis, months if follow-up is under 3 years.
 */
export function survivalCurve(
  rows: readonly SurvivalCurveRow[],
  {width = 720, endpointLabel, startLabel, title, summary, censorMarks = true}: SurvivalCurveOptions
): SVGElement {
  const last = Math.max(1, ...rows.map((row) => row.time[row.time.length - 1] ?? 0));
  const inYears = last >= 3 * daysPerYear;
  const unit = inYears ? daysPerYear : daysPerMonth;
  const labelled = width >= 560 && rows.length > 1;
  const right = labelled ? Math.min(170, 24 + 7 * Math.max(...rows.map((row) => row.label.length))) : 20;
  const end = last / unit;
  const x = scaleLinear([0, end], [left, width - right]);
  const y = scaleLinear([0, 1], [top + plotHeight, top]);
  const marks = ticks(0, end, Math.min(12, Math.max(2, Math.floor((width - left - right) / 62)))).filter(
    (tick) => Number.isInteger(tick) || !inYears
  );
  const atDays = (days: number) => x(days / unit);

  const tableTop = top + plotHeight + 48;
  const lines = riskLines(rows, marks, unit);
  const height = tableTop + rowHeight * lines.length + 8;
  const figure = drawing(width, height, title, summary);

  const axes = svg("g", {class: "axis"});
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    axes.append(
      svg("line", {class: share === 0 ? "baseline" : "grid", x1: left, x2: width - right, y1: y(share), y2: y(share)}),
      svg("text", {x: left - 8, y: y(share) + 4, "text-anchor": "end"}, `${100 * share}`)
    );
  }
  axes.append(
    svg("text", {x: 0, y: 12, class: "axis-title"}, `${endpointLabel} (%)`),
    svg(
      "text",
      {x: left, y: top + plotHeight + 38, class: "axis-title"},
      `${inYears ? "Years" : "Months"} from ${startLabel} →`
    )
  );
  for (const tick of marks) {
    axes.append(
      svg("line", {class: "tick", x1: x(tick), x2: x(tick), y1: top + plotHeight, y2: top + plotHeight + 5}),
      svg("text", {x: x(tick), y: top + plotHeight + 18, "text-anchor": "middle"}, String(tick))
    );
  }
  figure.append(axes);

  for (const row of rows) {
    const own = row.time[row.time.length - 1] ?? 0;
    const solidEnd = lastWithAtLeast(row, few);
    const group = svg("g", {class: "curve", "data-curve": row.label, style: `--group:${row.style.colour}`});
    group.append(svg("path", {class: "band", d: bandPath(row.time, row.lower, row.upper, atDays, y)}));
    const curve = {time: row.time, value: row.survival};
    const stroke = {class: "line", "stroke-dasharray": row.style.dash || null};
    group.append(svg("path", {...stroke, d: stepPath(curve, atDays, y, solidEnd)}));
    if (own > solidEnd)
      group.append(svg("path", {...stroke, class: "line fading", d: stepPath(curve, atDays, y, own, solidEnd)}));
    if (censorMarks) group.append(svg("path", {class: "censored", d: censorPath(row, atDays, y)}));
    figure.append(group);
  }
  if (labelled) figure.append(endLabels(rows, (days) => atDays(days) + 6, y));
  figure.append(riskTable(lines, x, marks, tableTop));
  return figure;
}

/** How long at least `least` are at risk: to the last exit that leaves so many; the whole curve if it never falls below. */
function lastWithAtLeast({time, atRisk}: SurvivalCurveRow, least: number): number {
  for (let i = 0; i < time.length; ++i) if (atRisk[i] < least) return i === 0 ? 0 : time[i - 1];
  return time[time.length - 1] ?? 0;
}

function censorPath({time, censored, survival}: SurvivalCurveRow, x: (t: number) => number, y: (s: number) => number) {
  let path = "";
  let lastX = -Infinity;
  for (let i = 0; i < time.length; ++i) {
    const at = x(time[i]);
    // Marks closer than a pixel cannot be told apart.
    if (!(censored[i] > 0) || at - lastX < 1) continue;
    lastX = at;
    path += `M${px(at)},${px(y(survival[i]) - 3)}v6`;
  }
  return path;
}

/** Names at the ends of the lines, moved apart where they would overlap. */
function endLabels(rows: readonly SurvivalCurveRow[], x: (t: number) => number, y: (s: number) => number): SVGElement {
  const labels = rows
    .filter((row) => row.time.length > 0)
    .map((row) => {
      const i = row.time.length - 1;
      return {row, x: x(row.time[i]), y: y(row.survival[i])};
    })
    .sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => {
    if (i > 0) label.y = Math.max(label.y, labels[i - 1].y + 15);
  });
  for (let i = labels.length - 1, floor = y(0) - 2; i >= 0; --i) {
    labels[i].y = Math.min(labels[i].y, floor);
    floor = labels[i].y - 15;
  }
  const group = svg("g", {class: "end-labels", "aria-hidden": "true"});
  for (const {row, x: at, y: height} of labels) {
    group.append(svg("text", {x: at, y: height + 4, style: `--group:${row.style.colour}`}, row.label));
  }
  return group;
}

/** A line of the table: the name of a group, or numbers at the ticks. */
interface RiskLine {
  readonly text: string;
  readonly style?: GroupStyle;
  readonly values: readonly string[];
}

/** At risk, censored and events so far at each tick; for many groups only at risk (the data table has the rest). */
function riskLines(rows: readonly SurvivalCurveRow[], marks: readonly number[], unit: number): RiskLine[] {
  return rows.flatMap((row) => {
    const counts = marks.map((tick) => countsAt(row, tick * unit));
    const lines: RiskLine[] = [{text: "At risk", values: counts.map((d) => formatCount(d.atRisk))}];
    if (rows.length <= 2) {
      lines.push({text: "Censored", values: counts.map((d) => formatCount(d.censored))});
      lines.push({text: "Events", values: counts.map((d) => formatCount(d.events))});
    }
    return rows.length === 1 ? lines : [{text: row.label, style: row.style, values: []}, ...lines];
  });
}

/** Numbers at a time as R counts them: at risk just before it, events and censorings up to and with it. */
export function countsAt(
  {time, event, censored, n}: SurvivalCurveRow,
  at: number
): {atRisk: number; events: number; censored: number} {
  let [before, events, gone] = [0, 0, 0];
  for (let i = 0; i < time.length && time[i] <= at; ++i) {
    if (time[i] < at) before += event[i] + censored[i];
    events += event[i];
    gone += censored[i];
  }
  return {atRisk: n - before, events, censored: gone};
}

function riskTable(
  lines: readonly RiskLine[],
  x: (tick: number) => number,
  marks: readonly number[],
  tableTop: number
): SVGElement {
  const table = svg("g", {class: "risk-table", "aria-hidden": "true"});
  lines.forEach(({text, style, values}, i) => {
    const y = tableTop + rowHeight * (i + 1);
    const name = style ? {class: "group-name", style: `--group:${style.colour}`} : {};
    table.append(svg("text", {x: 0, y, ...name}, text));
    values.forEach((value, j) => table.append(svg("text", {x: x(marks[j]), y, "text-anchor": "middle"}, value)));
  });
  return table;
}
