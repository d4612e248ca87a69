import {daysPerMonth} from "../../../../src/charts/format.js";
import {groupStyles, wholeCohort} from "../../../../src/charts/palette.js";
import {type TimeCurve, type TimeCurvePanel, timeCurves} from "../../../../src/charts/timeCurves.js";
import type {SurvivalBlock} from "../../../../src/model/report.js";
import type {FigureMaker} from "../reportFigure.js";
import type {ReportTable} from "../reportTable.js";
import {estimateText, monthsText, type NumberWriter, probabilityText, pText, testText} from "../shownNumbers.js";
import {curveColumns, curveRows, isAtKnots, riskData, riskDays, riskWords, shownRisk, timeCurve} from "./curveParts.js";
import {timeWords} from "./timeWords.js";

/** Curves that can be told apart in one plot. */
const mostCurves = 8;

/** Survival curves with numbers at risk, medians, survival at fixed times, hazard ratios and the test. */
export const survivalFigure: FigureMaker<"survival"> = (block, numbers) => {
  const {endpoint, groups, title, test, proportionality, restrictedMean} = block;
  const styles = groups.length === 1 ? [wholeCohort] : groupStyles(groups.map(({code, label}) => code ?? label));
  const curves = groups.flatMap(({label, curve}, i) => (curve === null ? [] : [timeCurve(label, styles[i], curve)]));
  const summary = summaryOf(block);
  const atKnots = isAtKnots(groups.map(({curve}) => curve));
  const options = {
    days: riskDays(groups),
    risk: shownRisk(groups, styles, numbers),
    riskWords: riskWords(atKnots),
    startLabel: endpoint.start,
    title,
    summary
  };
  const panels = survivalPanels(endpoint.label, curves);
  // Each plot with the numbers of its own groups: all of them are longer than a sheet of paper.
  const parts = (width: number, document: Document) =>
    panels.map((panel) => {
      const own = new Set(panel.curves.map(({label}) => label));
      const risk = options.risk.filter(({label}) => own.has(label));
      return timeCurves([panel], {...options, risk, width, document});
    });
  const events = groups.map((group) => group.events.n);
  const total = events.every((n) => n !== null) ? events.reduce((sum, n) => sum + (n ?? 0), 0) : null;
  return {
    draw: curves.length === 0 ? null : (width, document) => timeCurves(panels, {...options, width, document}),
    ...(panels.length > 1 && {parts}),
    summary,
    tables: [
      estimatesTable(block, numbers),
      ...(block.contrasts.length === 0 ? [] : [contrastsTable(block, numbers)]),
      ...(restrictedMean === null ? [] : [restrictedTable(block, restrictedMean)])
    ],
    data: groups.some(({risk}) => risk.length > 0)
      ? riskData(`${title}: numbers at risk`, groups, numbers, atKnots)
      : null,
    tests: [
      ...(test === null ? [] : [testText(test)]),
      ...(proportionality === null ? [] : [`Proportional hazards: ${testText(proportionality)}`])
    ],
    counted: `n = ${numbers.count(block.population)}${total === null ? "" : `; ${total.toLocaleString("en-GB")} events`}`,
    csv: {
      columns: ["group", "resolution", ...curveColumns],
      rows: groups.flatMap(({label, curve}) => curveRows([label, curve?.resolution ?? ""], curve))
    }
  };
};

/** More curves than one plot can hold are drawn in several, in their order and evenly. */
function survivalPanels(label: string, curves: readonly TimeCurve[]): TimeCurvePanel[] {
  const plots = Math.max(1, Math.ceil(curves.length / mostCurves));
  const each = Math.ceil(curves.length / plots);
  return Array.from({length: plots}, (_, p) => ({
    label: plots === 1 ? label : `${label}, plot ${p + 1} of ${plots}`,
    first: 1,
    curves: curves.slice(p * each, (p + 1) * each)
  }));
}

/** Without any curve or estimate, as of sources whose times begin with different events, only the counts stand. */
function estimatesTable({title, groups, times: all}: SurvivalBlock, numbers: NumberWriter): ReportTable {
  const estimated = groups.some(
    ({curve, median, at}) => curve !== null || median.estimate !== null || at.some((d) => d !== null)
  );
  const times = estimated ? all : [];
  return {
    caption: `${title}: estimates`,
    columns: [
      {label: "Group", numeric: false},
      {label: "Patients", numeric: true},
      {label: "Events", numeric: true},
      ...(estimated ? [{label: "Median, months (95\u00a0%\u00a0CI)", numeric: true}] : []),
      ...times.map((day) => ({label: `At ${timeWords(day)} (95\u00a0%\u00a0CI)`, numeric: true})),
      ...(estimated ? [{label: "Median follow-up, months", numeric: true}] : [])
    ],
    rows: groups.map(({label, n, events, curve, median, at, followUp}) => ({
      cells: [
        label,
        numbers.count(n),
        numbers.count(events),
        ...(estimated ? [curve === null && median.estimate === null ? "too few" : monthsText(median)] : []),
        ...times.map((_, i) => probabilityText(at[i] ?? null)),
        ...(estimated
          ? [followUp === null ? "NR" : monthsText({estimate: followUp, lower: null, upper: null}).replace(/ \(.*/, "")]
          : [])
      ]
    }))
  };
}

function contrastsTable({title, contrasts}: SurvivalBlock, numbers: NumberWriter): ReportTable {
  return {
    caption: `${title}: hazard ratios`,
    columns: ["Comparison", "Hazard ratio (95\u00a0%\u00a0CI)", "p", "Patients", "Events", "Adjustment"].map(
      (label, i, {length}) => ({label, numeric: i > 0 && i < length - 1})
    ),
    rows: contrasts.map(({label, reference, adjustment, hazardRatio, n, events, test}) => ({
      cells: [
        `${label} against ${reference}`,
        estimateText(hazardRatio),
        test?.p === undefined || test.p === null ? (test?.withheld ?? "–") : pText(test.p).replace(/^p (= )?/, ""),
        numbers.count(n),
        numbers.count(events),
        adjustment === "" ? "none" : adjustment
      ]
    }))
  };
}

function restrictedTable(
  {title, groups}: SurvivalBlock,
  {horizon, groups: means, differences}: NonNullable<SurvivalBlock["restrictedMean"]>
): ReportTable {
  return {
    caption: `${title}: restricted mean survival time`,
    columns: [
      {label: `Restricted mean to ${timeWords(horizon)}`, numeric: false},
      {label: "Months (95\u00a0%\u00a0CI)", numeric: true}
    ],
    rows: [
      ...means.map((mean, i) => ({cells: [groups[i].label, monthsText(mean)]})),
      ...differences.flatMap((difference, i) =>
        // One per group, none for the reference.
        difference.estimate === null
          ? []
          : [{cells: [`${groups[i].label}, difference from the reference`, estimateText(inMonths(difference), 1)]}]
      )
    ]
  };
}

function inMonths({estimate, lower, upper}: SurvivalBlock["groups"][number]["median"]) {
  const months = (days: number | null) => (days === null ? null : days / daysPerMonth);
  return {estimate: months(estimate), lower: months(lower), upper: months(upper)};
}

/** The figure in words: each group's survival at the last time given. */
function summaryOf({endpoint, groups, times, subtitle}: SurvivalBlock): string {
  const i = times.length - 1;
  const said = groups.flatMap(({label, at, median}) => {
    const estimate = at[i] ?? null;
    const parts = [
      median.estimate === null ? null : `median ${monthsText(median)} months`,
      estimate === null ? null : `${probabilityText(estimate)} at ${timeWords(times[i])}`
    ].filter((part) => part !== null);
    return parts.length === 0 ? [] : [`${label}: ${parts.join(", ")}`];
  });
  return `${endpoint.label} from ${endpoint.start}. ${subtitle} ${said.join("; ")}.`;
}
