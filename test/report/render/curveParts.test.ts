import {expect, test} from "vitest";
import {isAtKnots, riskData, riskWords} from "../../../loaders/report/render/figures/curveParts.js";
import {numberWriter} from "../../../loaders/report/render/shownNumbers.js";
import type {ReportCurve} from "../../../src/model/report.js";

const curve = (resolution: ReportCurve["resolution"]): ReportCurve => ({
  resolution,
  time: [0, 30],
  value: [1, 0.9],
  lower: [1, 0.8],
  upper: [1, 0.95]
});
const risk = [
  {day: 0, atRisk: 715, events: null, censored: null},
  {day: 365, atRisk: null, events: null, censored: null}
];

test("numbers at risk of curves at knots are called rounded, and stand without those of events, which are not told", () => {
  expect(riskWords(isAtKnots([curve("knots"), null]))).toBe("(rounded)");
  const {columns, rows} = riskData("Risk", [{label: "All", risk}], numberWriter("public"), true);
  expect(columns.map(({label}) => label)).toEqual(["Group", "Time", "At risk, rounded"]);
  // "< 10" beside events would say that there were few.
  expect(rows.map(({cells}) => cells.slice(2))).toEqual([["715"], ["< 10"]]);
});

test("of exact curves, censored and events so far are told", () => {
  expect(riskWords(isAtKnots([curve("exact")]))).toBe("(censored, events so far)");
  const rows = [{...risk[0], events: 0, censored: 0}];
  const {columns} = riskData("Risk", [{label: "All", risk: rows}], numberWriter("internal"), false);
  expect(columns).toHaveLength(5);
});
