import {scaleLinear} from "d3-scale";
import {bandPath, stepPath} from "./curvePaths.js";
import {endLabels} from "./endLabels.js";
import type {GroupStyle} from "./palette.js";
import {riskTable, riskTableHeight} from "./riskTable.js";
import {type Pen, penOf, px} from "./svg.js";
import {timeAxis} from "./timeAxis.js";

/** The cumulative incidence of one cause, one element per time of its group; NaN where a limit does not exist. */
export interface IncidenceCause {
  readonly event: ArrayLike<number>;
  readonly estimate: ArrayLike<number>;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

/** One group: its distinct times in days, ascending, and a curve per panel. */
export interface IncidenceRow {
  readonly label: string;
  readonly style: GroupStyle;
  readonly n: number;
  /** True where `n` may not be told. */
  readonly isSizeHidden?: boolean;
  readonly time: ArrayLike<number>;
  readonly atRisk: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
  /** The event of interest and the competing one, in the order of the panels. */
  readonly causes: readonly [IncidenceCause, IncidenceCause];
}

/** How the figure is drawn. */
export interface IncidenceCurvesOptions {
  readonly width?: number;
  /** The two events, e.g. "Relapse" and "Death without relapse". */
  readonly panels: readonly [string, string];
  /** The two events in the plural and short, for the table under the curves. */
  readonly counted: readonly [string, string];
  /** What time 0 is. */
  readonly startLabel: string;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

type Scale = (value: number) => number;

const head = 34;
const foot = 44;
const letter = 7;
/** Below this number at risk a curve is not continued: one event would lift it by a tenth and more. */
const few = 10;

/** Index of the last time of a group that is drawn; all times of a group that is smaller than `few` from the start. */
function lastDrawn({time, atRisk}: Pick<IncidenceRow, "time" | "atRisk">): number {
  const first = Array.from(atRisk).findIndex((n) => n < few);
  return (first <= 0 ? time.length : first) - 1;
}

/**
 * Cumulative incidence of an event and of the one that competes with it, one panel below the other on the same scale and
 * time axis, with 95 % bands; below them the table of patients at risk, censored and with either event so far. A curve
 * ends before fewer than 10 are at risk, or at its group's last follow-up; that of a group of fewer than 10 is faded.
 */
export function incidenceCurves(
  rows: readonly IncidenceRow[],
  {width = 720, panels, counted, startLabel, title, summary, document}: IncidenceCurvesOptions
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const narrow = width < 560;
  const longest = Math.max(0, ...rows.map((row) => row.label.length));
  const left = narrow ? 40 : Math.min(210, Math.max(96, 28 + letter * longest + 36));
  const right = narrow || rows.length < 2 ? 32 : Math.min(190, 28 + letter * longest);
  const plotHeight = narrow ? 190 : 230;
  const panelHeight = head + plotHeight + foot;
  const last = Math.max(1, ...rows.map((row) => row.time[lastDrawn(row)] ?? 0));
  const time = timeAxis(last, width - left - right, narrow ? 72 : 80);
  const x = scaleLinear([0, last], [left, width - right]);
  const tableTop = panels.length * panelHeight;
  const stacked = narrow || 28 + letter * longest + 36 > left;
  const figure = pen.drawing(width, tableTop + riskTableHeight(rows.length, stacked), title, summary);
  panels.forEach((label, p) => {
    const top = p * panelHeight + head;
    const y = scaleLinear([0, 1], [top + plotHeight, top]);
    const panel = pen.svg("g", {class: "incidence-panel", "data-panel": label});
    panel.append(axes(pen, {label, left, right: width - right, top, bottom: top + plotHeight}, y));
    const ticks = pen.svg("g", {class: "axis", "aria-hidden": "true"});
    for (const value of time.ticks) {
      const at = px(x(value * time.unit));
      const [from, to] = [top + plotHeight, top + plotHeight + 6];
      ticks.append(
        pen.svg("line", {class: "tick", x1: at, x2: at, y1: from, y2: to}),
        pen.svg("text", {x: at, y: from + 18, "text-anchor": "middle"}, String(value))
      );
    }
    const middle = {x: (left + width - right) / 2, y: top + plotHeight + 36, "text-anchor": "middle"};
    ticks.append(pen.svg("text", {...middle, class: "axis-title"}, `${time.unitLabel} from ${startLabel}`));
    panel.append(ticks, ...rows.map((row) => curve(pen, row, row.causes[p], x, y)));
    if (!narrow && rows.length > 1) {
      const ends = rows.flatMap((row) => {
        const i = lastDrawn(row);
        const {label: name, style, time: times, causes} = row;
        if (i < 0) return [];
        const line = Array.from({length: i + 1}, (_, k) => ({x: x(times[k]), y: y(causes[p].estimate[k])}));
        return [{label: name, style, x: x(times[i]) + 6, y: y(causes[p].estimate[i]), line}];
      });
      panel.append(endLabels(pen, ends, y(0) - 4));
    }
    figure.append(panel);
  });
  const groups = rows.map((row) => ({...row, event: row.causes[0].event, competing: row.causes[1].event}));
  const columns = time.ticks.map((value) => ({x: Math.round(x(value * time.unit)), days: value * time.unit}));
  const words = `(censored, ${counted.join(", ")} so far)`;
  figure.append(riskTable(pen, groups, {columns, top: tableTop, stacked, words}));
  return figure;
}

function axes(
  pen: Pen,
  {label, left, right, top, bottom}: {label: string; left: number; right: number; top: number; bottom: number},
  y: Scale
): SVGElement {
  const group = pen.svg("g", {class: "axis", "aria-hidden": "true"});
  for (const percent of [0, 20, 40, 60, 80, 100]) {
    const at = px(y(percent / 100));
    group.append(
      pen.svg("line", {class: percent === 0 ? "baseline" : "grid", x1: left, x2: right, y1: at, y2: at}),
      pen.svg("text", {x: left - 8, y: px(y(percent / 100) + 4), "text-anchor": "end"}, String(percent))
    );
  }
  group.append(
    pen.svg("text", {x: 0, y: top - 16, class: "axis-title"}, `${label} (%)`),
    pen.svg("line", {class: "tick", x1: left, x2: left, y1: top, y2: bottom})
  );
  return group;
}

function curve(pen: Pen, row: IncidenceRow, cause: IncidenceCause, x: Scale, y: Scale): SVGElement {
  const {time, atRisk, style} = row;
  const end = time[lastDrawn(row)] ?? 0;
  const fading = atRisk[0] < few ? " fading" : "";
  // The paths start at 1, as survival does: they are drawn of what is left, on a scale turned over.
  const left = (values: ArrayLike<number>) => Float64Array.from(values, (value) => 1 - value);
  const down: Scale = (value) => y(1 - value);
  const steps = {time, value: left(cause.estimate)};
  const band = {time, lower: left(cause.upper), upper: left(cause.lower)};
  const stroke = {"stroke-dasharray": style.dash || null};
  const group = pen.svg("g", {class: "curve", "data-curve": row.label, style: `--group:${style.colour}`});
  group.append(
    pen.svg("path", {class: `band${fading}`, d: bandPath(band, x, down, end)}),
    pen.svg("path", {class: `line${fading}`, ...stroke, d: stepPath(steps, x, down, end)})
  );
  return group;
}
