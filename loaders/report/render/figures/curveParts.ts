import {formatCount} from "../../../../src/charts/format.js";
import type {GroupStyle} from "../../../../src/charts/palette.js";
import type {ShownRiskRow} from "../../../../src/charts/shownRiskTable.js";
import type {TimeCurve} from "../../../../src/charts/timeCurves.js";
import type {ReportCurve, RiskRow} from "../../../../src/model/report.js";
import type {ReportTable} from "../reportTable.js";
import type {NumberWriter} from "../shownNumbers.js";
import {timeWords} from "./timeWords.js";

/** Numbers under the curves of one group, at the days of the first group that has any. */
export interface RiskGroupRows {
  readonly label: string;
  readonly risk: readonly RiskRow[];
}

/** A curve of the contract as the chart takes it. */
export function timeCurve(label: string, style: GroupStyle, curve: ReportCurve): TimeCurve {
  const {resolution, time, value, lower, upper, atRisk, tail} = curve;
  const further = {...(atRisk !== undefined && {atRisk}), ...(tail !== undefined && {tail})};
  return {label, style, resolution, time, value, lower, upper, ...further};
}

/** The days for which a figure has numbers of those at risk, ascending. */
export function riskDays(groups: readonly RiskGroupRows[]): number[] {
  return [...new Set(groups.flatMap(({risk}) => risk.map(({day}) => day)))].sort((a, b) => a - b);
}

/** Rows of the table under the curves. */
export function shownRisk(
  groups: readonly RiskGroupRows[],
  styles: readonly GroupStyle[],
  {few}: NumberWriter
): ShownRiskRow[] {
  const days = riskDays(groups);
  const text = (n: number | null) => (n === null ? few : formatCount(n));
  return groups.flatMap(({label, risk}, i) => {
    // A group without numbers over time stands in the table of estimates alone.
    if (risk.length === 0) return [];
    const cells = days.map((day) => {
      const row = risk.find((d) => d.day === day);
      if (row === undefined) return {atRisk: "", others: ""};
      const {atRisk, events, censored} = row;
      const known = events !== null || censored !== null;
      return {atRisk: text(atRisk), others: known ? `(${text(censored)}, ${text(events)})` : ""};
    });
    return [{label, style: styles[i], cells}];
  });
}

/**
 * Whether curves are told at knots alone: then the numbers at risk are rounded, and nothing is told of who was censored or had
 * the event by a time.
 */
export function isAtKnots(curves: readonly (ReportCurve | null)[]): boolean {
  return curves.some((curve) => curve?.resolution === "knots");
}

/** What the head of the table under the curves says of its numbers. */
export function riskWords(atKnots: boolean): string {
  return atKnots ? "(rounded)" : "(censored, events so far)";
}

/** The same numbers as a table of the page. */
export function riskData(
  caption: string,
  groups: readonly RiskGroupRows[],
  {few}: NumberWriter,
  atKnots: boolean
): ReportTable {
  const text = (n: number | null) => (n === null ? few : formatCount(n));
  const heads = atKnots ? ["At risk, rounded"] : ["At risk", "Events so far", "Censored so far"];
  return {
    caption,
    columns: ["Group", "Time", ...heads].map((label, i) => ({label, numeric: i > 0})),
    rows: groups.flatMap(({label, risk}) =>
      risk.map(({day, atRisk, events, censored}) => {
        const numbers = atKnots ? [atRisk] : [atRisk, events, censored];
        return {cells: [label, day === 0 ? "start" : timeWords(day), ...numbers.map(text)]};
      })
    )
  };
}

/** Rows of a CSV file of curves: names before, then time and what the curve has at it. */
export function curveRows(names: readonly string[], curve: ReportCurve | null): (string | number | null)[][] {
  if (curve === null) return [];
  const {time, value, lower, upper, atRisk, event, censored} = curve;
  return time.map((day, i) => [
    ...names,
    day,
    atRisk?.[i] ?? null,
    event?.[i] ?? null,
    censored?.[i] ?? null,
    value[i],
    lower[i],
    upper[i]
  ]);
}

/** Heads of those columns, after the names. */
export const curveColumns = ["time_days", "at_risk", "events", "censored", "estimate", "lower95", "upper95"] as const;
