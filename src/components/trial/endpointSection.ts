import {daysPerMonth, daysPerYear, formatCount, formatMonths} from "../../charts/format.js";
import {groupTable, type GroupTableRow} from "../../charts/groupTable.js";
import {groupStyles} from "../../charts/palette.js";
import {sizeOfCurve} from "../../charts/riskTable.js";
import {survivalCurve} from "../../charts/survivalCurve.js";
import {hidesCounts, isHidden, sumOfCounts} from "../../model/hiddenCounts.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {Trial, TrialArm, TrialEndpoint} from "../../model/siteTrial.js";
import {labelOf} from "../../model/vocabulary.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {FigureTable} from "../plainTable.js";
import {axisText} from "../survival/endpointWords.js";
import {contrastTable} from "./contrastTable.js";
import {endpointWords, eventsOf, listed, medianText, noConclusion, ruleText, shareText, startOf} from "./trialWords.js";

/** Curves of an endpoint by arm, medians and survival at whole years, then the contrast. */
export function endpointSection(site: FigureRelease, trial: Trial, shown: TrialEndpoint): HTMLElement {
  const {endpoint, arms, contrast} = shown;
  const name = endpointWords(shown);
  const start = startOf(trial);
  const title = `${name} by arm`;
  const styles = groupStyles(trial.arms.map(({code}) => code));
  const rows = arms.map(({curve}, a) => ({
    label: trial.arms[a].label,
    style: styles[a],
    ...curve,
    ...sizeOfCurve(curve.n, curve.atRisk),
    lower: curve.lower.map((d) => d ?? NaN),
    upper: curve.upper.map((d) => d ?? NaN)
  }));
  const columns = arms.map(({curve}, a) => ({label: trial.arms[a].label, n: curve.n}));
  const frame = figureFrame(endpoint.toLowerCase(), site);
  frame.update({
    title,
    subtitle: `From ${start}, by planned arm. ${ruleText(shown)}`,
    caption: captionOf(trial, shown),
    table: stepTable(trial, shown),
    draw: (width) =>
      survivalCurve(rows, {
        width,
        endpointLabel: axisText(shown.label ?? labelOf("endpoint", endpoint)),
        startLabel: start,
        title,
        summary: arms
          .map(
            ({curve, median}, a) =>
              `${trial.arms[a].label}: ${formatCount(curve.n)} patients, ${formatCount(curve.events)} ${eventsOf(endpoint)}, median ${medianText(median)} months.`
          )
          .join(" ")
      }),
    aside: el(
      "div",
      {class: "side-by-side"},
      el(
        "div",
        {},
        el("h3", {}, "By arm"),
        groupTable(estimateRows(shown), {title: `${name}: estimates by arm`, columns, rowLabel: "Estimate"})
      ),
      contrast && contrastTable(trial, contrast, endpoint)
    )
  });
  return frame.element;
}

/** A column an arm: events, median, survival at whole years. */
function estimateRows({endpoint, arms, years}: TrialEndpoint): GroupTableRow[] {
  const row = (label: string, cell: (arm: TrialArm) => string): GroupTableRow => ({
    label,
    kind: "variable",
    cells: arms.map(cell)
  });
  return [
    row(endpoint === "OS" ? "Deaths" : "Events", ({curve}) => formatCount(curve.events)),
    row("Median, months", ({median}) => medianText(median)),
    ...years.map((year, i) =>
      row(`${endpoint === "OS" ? "Alive" : "Event-free"} at ${year} ${year === 1 ? "year" : "years"}`, ({at}) =>
        shareText(at[i])
      )
    )
  ];
}

function captionOf(trial: Trial, {endpoint, arms, missing}: TrialEndpoint): string {
  const n = sumOfCounts(arms.map(({curve}) => curve.n));
  const events = sumOfCounts(arms.map(({curve}) => curve.events));
  const without = sumOfCounts(missing);
  const followup = arms.map(({followup: days}, a) => `${formatMonths(days)} (${trial.arms[a].label})`);
  return [
    `${formatCount(n)} patients, ${formatCount(events)} ${eventsOf(endpoint)}.`,
    without === 0
      ? ""
      : `${isHidden(without) ? "Some patients" : `${formatCount(without)} patients`} have no follow-up for this endpoint and are not drawn.`,
    `Kaplan–Meier estimates with 95 % confidence bands (log–log scale)${hidesCounts() ? "" : "; small marks: censored"}.`,
    "Curves end at their arm’s last follow-up and fade below 10 at risk.",
    `Median follow-up, months (reverse Kaplan–Meier): ${listed(followup)}.`,
    "In the table: 95 % confidence intervals in parentheses (medians after Brookmeyer and Crowley; NR: not reached).",
    trial.simulated ? noConclusion : ""
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function stepTable(trial: Trial, {arms}: TrialEndpoint): FigureTable {
  return {
    columns: [
      "arm",
      "time_days",
      "time_months",
      "time_years",
      "at_risk",
      "events",
      "censored",
      "survival",
      "lower95",
      "upper95"
    ],
    rows: arms.flatMap(({curve}, a) =>
      curve.time.map((time, i) => [
        trial.arms[a].label,
        time,
        time / daysPerMonth,
        time / daysPerYear,
        curve.atRisk[i],
        curve.event[i],
        curve.censored[i],
        curve.survival[i],
        curve.lower[i],
        curve.upper[i]
      ])
    )
  };
}
