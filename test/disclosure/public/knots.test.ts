import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import {
  curveAtKnots,
  fallsTo,
  knotMonths,
  monthDay,
  monthlyEvents,
  monthlyValues,
  tooFineAt,
  valueAt,
  worstError
} from "../../../loaders/disclosure/public/knots.js";
import type {ReportCurve} from "../../../src/model/report.js";
import {kaplanMeier} from "../../../src/stats/index.js";
import {sharedData} from "../../support/sharedData.js";
import {randomNumbers} from "../support/invented.js";

const amlsg = sharedData("amlsg");

/** An exact curve as a report has it. */
function exactCurve(days: readonly number[], events: readonly number[]): ReportCurve {
  const {time, survival, lower, upper, atRisk, event, censored} = kaplanMeier({time: days, status: events});
  const numbers = (values: Float64Array) => Array.from(values);
  const limits = (values: Float64Array) => Array.from(values, (v) => (Number.isNaN(v) ? null : v));
  return {
    resolution: "exact",
    time: numbers(time),
    value: numbers(survival),
    lower: limits(lower),
    upper: limits(upper),
    atRisk: numbers(atRisk),
    event: numbers(event),
    censored: numbers(censored)
  };
}

function knotsOf(exact: ReportCurve, least: number) {
  const monthly = monthlyEvents(exact, 10);
  const months = knotMonths(monthly, monthlyValues(exact, monthly.last, 1), least);
  return {monthly, months, shown: curveAtKnots(exact, months, monthly.last, 1)};
}

function invented(n: number, median: number): ReportCurve {
  const random = randomNumbers(n);
  const days = Array.from({length: n}, () => Math.ceil((-Math.log(1 - random()) / Math.LN2) * median));
  const end = Array.from({length: n}, () => Math.ceil(200 + random() * 2000));
  return exactCurve(days.map((d, i) => Math.min(d, end[i])), days.map((d, i) => Number(d <= end[i]))); // prettier-ignore
}

describe("knots", () => {
  it("lie at whole months with at least five events between, and end while ten are at risk", () => {
    const exact = invented(300, 600);
    const {monthly, months, shown} = knotsOf(exact, 5);
    expect(months.length).toBeGreaterThan(15);
    expect(tooFineAt(months, monthly, 5)).toBeNull();
    expect(monthly.events.reduce((a, b) => a + b)).toBeLessThanOrEqual(exact.event!.reduce((a, b) => a + b));
    const end = shown.curve.time.at(-1)!;
    expect(exact.atRisk![exact.time.findIndex((t) => t >= end)]).toBeGreaterThanOrEqual(10);
    for (const day of shown.curve.time) expect(monthDay(Math.round((day * 12) / 365.25))).toBe(day);
    for (const value of shown.curve.value) expect(value).toBe(Math.round(value * 100) / 100);
  });

  it("count the events of each month once", () => {
    const exact = exactCurve([1, 30, 31, 61, 62, 91, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400], [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]); // prettier-ignore
    // Months end on the days 30, 61, 91.
    expect([monthDay(1), monthDay(2), monthDay(3)]).toEqual([30, 61, 91]);
    expect([...monthlyEvents(exact, 10).events.slice(0, 4)]).toEqual([1, 1, 2, 2]);
  });

  it("find a point before which fewer events lie", () => {
    const monthly = {events: Float64Array.from([0, 3, 2, 1, 9]), last: 4};
    expect(knotMonths(monthly, [1, 0.9, 0.85, 0.8, 0.5], 5)).toEqual([3, 4]);
    expect(tooFineAt([1, 2, 4], monthly, 5)).toBe(1);
    expect(tooFineAt([2, 3, 4], monthly, 5)).toBe(3);
    expect(tooFineAt([2, 4], monthly, 5)).toBeNull();
  });

  it("give the median to a whole month, near the exact one", () => {
    const exact = invented(500, 600);
    const {shown} = knotsOf(exact, 5);
    const median = exact.time[exact.value.findIndex((v) => v <= 0.5)];
    expect(Math.abs(fallsTo(shown.curve, shown.curve.value, 0.5)! - median)).toBeLessThan(46);
    expect(valueAt(shown.curve, shown.curve.value, 1e5)).toBeNull();
  });
});

describe.skipIf(!amlsg)("knots of real AMLSG curves", () => {
  it("are within 0.013 of the exact curve in groups of 150 and more", () => {
    const rows = parse<Record<string, string>>(readFileSync(join(amlsg!, "AMLSG_Clinical_Anon.csv")), {columns: true});
    const groups: Record<string, (row: Record<string, string>) => string> = {
      all: () => "all",
      trial: (row) => row.Study,
      sex: (row) => row.gender,
      age: (row) => (Number(row.AOD) < 40 ? "<40" : Number(row.AOD) < 60 ? "40–59" : "≥60"),
      risk: (row) => row.M_Risk,
      type: (row) => row.TypeAML,
      NPM1: (row) => row.NPM1,
      "FLT3-ITD": (row) => row.FLT3_ITD
    };
    const worst = Object.entries(groups).flatMap(([name, groupOf]) => {
      const levels = [...new Set(rows.map(groupOf))].filter((level) => !["", "NA"].includes(level));
      return levels.flatMap((level) => {
        const members = rows.filter((row) => groupOf(row) === level && row.OS !== "" && row.Status !== "");
        if (members.length < 150) return [];
        const exact = exactCurve(members.map((row) => Number(row.OS)), members.map((row) => Number(row.Status))); // prettier-ignore
        const error = worstError(exact, knotsOf(exact, 5).shown, 1);
        // A knot at every whole month, whatever events lie between: no choice of whole months is nearer on all days but for
        // rounding.
        const every = Array.from({length: monthlyEvents(exact, 10).last + 1}, (_, month) => month);
        const finest = worstError(exact, curveAtKnots(exact, every, every.length - 1, 1), 1).days;
        return [{name: `${name} ${level}`, n: members.length, error, finest}];
      });
    });
    const [first] = worst.sort((a, b) => b.error.months - a.error.months);
    const byDay = worst.reduce((a, b) => (b.error.days > a.error.days ? b : a));
    const finest = Math.max(...worst.map((group) => group.finest));
    console.info(
      `worst |ΔS| of ${worst.length} AMLSG groups of 150 and more: ${first.error.months.toFixed(4)} at whole months ` +
        `(${first.name}, n = ${first.n}), ${byDay.error.days.toFixed(4)} on any day (${byDay.name}, n = ${byDay.n}); ` +
        `a knot at every month would leave ${finest.toFixed(4)} on any day`
    );
    expect(worst.length).toBeGreaterThan(8);
    expect(first.error.months).toBeLessThanOrEqual(0.013);
    // Within a month the curve is a straight line: knots of enough events add little to what whole months cost by themselves.
    expect(byDay.error.days).toBeLessThanOrEqual(finest + 0.013);
  });
});
