import {scaleLinear} from "d3-scale";
import {endLabels} from "./endLabels.js";
import {daysPerMonth, daysPerYear} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {type ShownRiskRow, shownRiskHeight, shownRiskTable} from "./shownRiskTable.js";
import {type Pen, penOf, px} from "./svg.js";
import {textLines} from "./textLines.js";
import {knotBand, knotLine, thinBand, thinSteps} from "./thinPaths.js";

/** An estimate over days: steps at every distinct time, or knots at declared times, drawn straight, their flat end dashed. */
export interface TimeCurve {
  readonly label: string;
  readonly style: GroupStyle;
  readonly resolution: "exact" | "knots";
  readonly time: readonly number[];
  readonly value: readonly number[];
  /** Null where a limit does not exist. */
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** Just before each time; undefined where it is not known, and nothing fades. */
  readonly atRisk?: readonly number[];
  /** Of knots: from this day on the curve is flat, as fewer than so many further events follow. */
  readonly tail?: {readonly from: number; readonly fewerThan: number};
}

/** One pair of axes: survival, which starts at 100 %, or the cumulative incidence of one cause, which starts at 0. */
export interface TimeCurvePanel {
  readonly label: string;
  readonly first: 0 | 1;
  readonly curves: readonly TimeCurve[];
}

/** How the figure is drawn. */
export interface TimeCurvesOptions {
  readonly width?: number;
  /** Days of the columns of the table and of the ticks, ascending. */
  readonly days: readonly number[];
  readonly risk: readonly ShownRiskRow[];
  /** What the numbers in parentheses under the axis are. */
  readonly riskWords: string;
  /** What time 0 is, e.g. "diagnosis". */
  readonly startLabel: string;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

type Scale = (value: number) => number;

const head = 30;
const letter = 7;
/** Below this number at risk a curve fades. */
const few = 10;
/** Bands of more curves than these cannot be told apart, and are not drawn. */
const mostBands = 8;

/**
 * Curves as a report publishes them, one panel below the other on the same axes, with the table of those at risk as it may be
 * shown. Paths are thinned to what the eye can tell, so that a printed page of many figures stays light. Below 560 pixels
 * the names stand above the numbers and the ticks are fewer.
 */
export function timeCurves(
  panels: readonly TimeCurvePanel[],
  {width = 720, days, risk, riskWords, startLabel, title, summary, document}: TimeCurvesOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const labels = [...panels.flatMap(({curves}) => curves.map((d) => d.label)), ...risk.map((d) => d.label)];
  const longest = Math.max(0, ...labels.map((d) => d.length));
  const several = panels.some(({curves}) => curves.length > 1);
  // Names too long to stand beside the numbers of the table stand above them, and take no room from the curves.
  const beside = 28 + letter * longest + 36;
  const stacked = narrow || beside > 190;
  const left = narrow ? 40 : stacked ? 56 : Math.max(96, beside);
  const right = narrow || !several ? 32 : Math.min(190, 28 + letter * longest);
  const plotHeight = panels.length > 1 ? (narrow ? 190 : 230) : narrow ? 240 : 300;
  const ends = panels.flatMap(({curves}) => curves.map(({time}) => time[time.length - 1] ?? 0));
  const last = Math.max(1, ...ends);
  const x = scaleLinear([0, last], [left, width - right]);
  const axis = axisOf(days, last, (width - left - right) / last, narrow ? 58 : 64);
  const lines = textLines(`${axis.label} from ${startLabel}`, width - 16);
  const panelHeight = head + plotHeight + 28 + 16 * lines.length;
  const tableTop = panels.length * panelHeight;
  const figure = pen.drawing(width, tableTop + shownRiskHeight(risk.length, stacked) + 8, title, summary);
  panels.forEach((panel, p) => {
    const top = p * panelHeight + head;
    const y = scaleLinear([0, 1], [top + plotHeight, top]);
    const group = pen.svg("g", {class: "time-panel", "data-panel": panel.label});
    group.append(gridOf(pen, panel.label, left, width - right, top, y));
    group.append(ticksOf(pen, axis, lines, x, top + plotHeight, narrow ? width / 2 : (left + width - right) / 2));
    const band = panel.curves.length <= mostBands;
    for (const curve of panel.curves) group.append(curveOf(pen, curve, panel.first, x, y, band));
    removeOverlaps(group);
    if (!narrow && panel.curves.length > 1) {
      const names = panel.curves.flatMap(({label, style, time, value}) => {
        const i = time.length - 1;
        if (i < 0) return [];
        const line = time.map((at, k) => ({x: x(at), y: y(value[k])}));
        return [{label, style, x: x(time[i]) + 6, y: y(value[i]), line}];
      });
      group.append(endLabels(pen, names, y(0) - 6));
    }
    figure.append(group);
  });
  const columns = axis.shown.map((day) => x(day));
  const rows = risk.map((row) => ({...row, cells: axis.shown.map((day) => row.cells[days.indexOf(day)])}));
  figure.append(shownRiskTable(pen, rows, {x: columns, top: tableTop, stacked, words: riskWords}));
  return figure;
}

/** The unit in which the days of the table are round, and those of them that have room. */
function axisOf(days: readonly number[], last: number, perDay: number, spacing: number) {
  const within = days.filter((day) => day <= last);
  const round = (unit: number) => within.every((day) => Math.abs(day / unit - Math.round(day / unit)) < 0.02);
  const years = round(daysPerYear) && last >= 3 * daysPerYear;
  const unit = years ? daysPerYear : daysPerMonth;
  const shown = within.filter((_, i) => {
    const least = Math.min(...within.slice(1).map((day, k) => day - within[k]));
    const step = Math.max(1, Math.ceil(spacing / (least * perDay)));
    return i % step === 0;
  });
  return {unit, label: years ? "Years" : "Months", shown, days: within};
}

function gridOf(pen: Pen, label: string, left: number, right: number, top: number, y: Scale): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const percent of [0, 20, 40, 60, 80, 100]) {
    const at = px(y(percent / 100));
    group.append(
      pen.svg("line", {class: percent === 0 ? "baseline" : "grid", x1: left, x2: right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: px(y(percent / 100) + 4), "text-anchor": "end"}, String(percent))
    );
  }
  group.append(pen.svg("text", {x: 0, y: top - 16, class: "axis-title"}, `${label} (%)`));
  return group;
}

function ticksOf(
  pen: Pen,
  axis: ReturnType<typeof axisOf>,
  lines: readonly string[],
  x: Scale,
  foot: number,
  middle: number
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const day of axis.days) {
    const at = px(x(day));
    const labelled = axis.shown.includes(day);
    group.append(pen.svg("line", {class: "tick", x1: at, x2: at, y1: foot, y2: foot + (labelled ? 6 : 3)}));
    const text = {x: at, y: foot + 18, "text-anchor": "middle"};
    if (labelled) group.append(pen.svg("text", text, String(Math.round(day / axis.unit))));
  }
  lines.forEach((line, i) => {
    const at = {x: px(middle), y: foot + 36 + 16 * i, "text-anchor": "middle", class: "axis-title"};
    group.append(pen.svg("text", at, line));
  });
  return group;
}

function curveOf(pen: Pen, curve: TimeCurve, first: 0 | 1, x: Scale, y: Scale, band: boolean): SVGElement {
  const {label, style, resolution, time, value} = curve;
  const group = pen.svg("g", {class: "curve", "data-curve": label, style: `--group:${style.colour}`});
  const [lower, upper] = [curve.lower, curve.upper].map((list) => list.map((d) => d ?? NaN));
  if (resolution === "knots") {
    if (band) group.append(pen.svg("path", {class: "band", d: knotBand({time, lower, upper}, x, y, first)}));
    const from = curve.tail?.from ?? Infinity;
    const end = time.findIndex((day) => day >= from);
    const drawn = end < 0 ? curve : {time: time.slice(0, end + 1), value: value.slice(0, end + 1)};
    const d = knotLine(drawn, x, y, first);
    group.append(pen.svg("path", {class: "line knots", "stroke-dasharray": style.dash || null, d}));
    if (end >= 0) group.append(...tailOf(pen, curve, end, x, y));
    return group;
  }
  const own = time[time.length - 1] ?? 0;
  const solid = solidEnd(curve);
  const part = (from: number, to: number, name: string) => {
    if (band)
      group.append(pen.svg("path", {class: `band${name}`, d: thinBand({time, lower, upper}, x, y, from, to, first)}));
    const stroke = {class: `line${name}`, "stroke-dasharray": style.dash || null};
    group.append(pen.svg("path", {...stroke, d: thinSteps({time, value}, x, y, from, to, first)}));
  };
  part(0, solid, "");
  if (own > solid) part(solid, own, " fading");
  return group;
}

/** The flat end of a curve at knots, dashed, with what is known of it where there is room. */
function tailOf(pen: Pen, {time, value, tail}: TimeCurve, end: number, x: Scale, y: Scale): SVGElement[] {
  const [from, to, at] = [x(time[end]), x(time[time.length - 1]), y(value[end])];
  const d = `M${px(from)},${px(at)}L${px(to)},${px(at)}`;
  const line = pen.svg("path", {class: "line knots tail", "stroke-dasharray": "2 4", d});
  const words = `≤\u00a0${(tail?.fewerThan ?? 1) - 1} further events`;
  if (to - from < letter * words.length) return [line];
  return [line, pen.svg("text", {x: px(to), y: px(at - 6), "text-anchor": "end", class: "tail-words"}, words)];
}

/** Of words on flat ends that lie on each other, the first stay: each end is dashed, and the words are much the same. */
function removeOverlaps(group: SVGElement): void {
  const kept: {readonly from: number; readonly to: number; readonly y: number}[] = [];
  for (const text of group.querySelectorAll(".tail-words")) {
    const [to, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y"))];
    const from = to - letter * text.textContent.length;
    if (kept.some((other) => Math.abs(other.y - y) < 14 && other.from < to && from < other.to)) text.remove();
    else kept.push({from, to, y});
  }
}

/** The last time before fewer than 10 are at risk; the end of a curve whose numbers are not known. */
function solidEnd({time, atRisk}: TimeCurve): number {
  const own = time[time.length - 1] ?? 0;
  if (atRisk === undefined) return own;
  const i = atRisk.findIndex((n) => n < few);
  return i < 0 ? own : i === 0 ? 0 : time[i - 1];
}
