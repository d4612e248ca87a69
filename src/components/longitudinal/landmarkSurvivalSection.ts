import {formatCount, formatMonths} from "../../charts/format.js";
import {survivalCurve, type SurvivalCurveRow} from "../../charts/survivalCurve.js";
import {sizeOfCurve} from "../../charts/riskTable.js";
import {hidesCounts, restOf, sumOfCounts} from "../../model/hiddenCounts.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {LandmarkData, LandmarkGroup} from "../../model/siteLongitudinal.js";
import {dataOf} from "../disclosure/dataOf.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {estimateText} from "./landmarkSection.js";
import {mrdLabels, mrdStyle, testText} from "./mrdWords.js";

const title = "How long do patients live after the sample, by what persists?";
const daysPerYear = 365.25;

/** Overall survival from the landmark by what persisted. */
export function landmarkSurvivalSection(site: FigureRelease, {groups, n, logRank}: LandmarkData): HTMLElement {
  const frame = figureFrame("landmark-survival", site);
  const followed = sumOfCounts(groups.map((d) => d.survival.n));
  const deaths = sumOfCounts(groups.map((d) => d.survival.events));
  frame.update({
    title,
    subtitle: "Overall survival from the day of the sample (the landmark): to death from any cause.",
    caption: `${formatCount(followed)} patients, ${formatCount(deaths)} deaths. Kaplan–Meier estimates with 95 % bands (log–log scale)${hidesCounts() ? "" : "; small marks: censored at last contact"}. ${testText("Log-rank test", logRank)} Two-sided, not adjusted, not pre-specified.${restOf(n, followed) > 0 ? ` ${formatCount(n - followed)} patients without follow-up for survival are left out.` : ""}`,
    table: stepTable(groups),
    draw: (width) =>
      survivalCurve(groups.map(curveRow), {
        width,
        endpointLabel: "Overall survival",
        startLabel: "the sample",
        title,
        summary: groups
          .map(
            ({code, survival: d}) =>
              `${mrdLabels[code]}: ${formatCount(d.n)} patients, ${formatCount(d.events)} deaths, median ${formatMonths(d.median.time)} months.`
          )
          .join(" ")
      }),
    aside: estimates(groups)
  });
  return frame.element;
}

function curveRow({code, survival: {n, time, atRisk, event, censored, curve}}: LandmarkGroup): SurvivalCurveRow {
  return {
    label: mrdLabels[code],
    style: mrdStyle(code),
    ...sizeOfCurve(n, atRisk),
    time,
    atRisk,
    event,
    censored,
    survival: curve.estimate,
    lower: curve.lower.map((v) => v ?? NaN),
    upper: curve.upper.map((v) => v ?? NaN)
  };
}

function estimates(groups: readonly LandmarkGroup[]): HTMLElement {
  const years = (groups.at(0)?.survival.at ?? []).map(({days}) => Math.round(days / daysPerYear));
  return reflowTable(
    [
      {label: "Persisting"},
      {label: "n", number: true},
      {label: "Deaths", number: true},
      {label: "Median, months", number: true},
      ...years.map((year) => ({label: `${year} ${year === 1 ? "year" : "years"}`, number: true}))
    ],
    groups.map(({code, survival: d}) => ({
      cells: [
        mrdLabels[code],
        d.n,
        d.events,
        `${formatMonths(d.median.time)} (${formatMonths(d.median.lower)}–${formatMonths(d.median.upper)})`,
        ...d.at.map(estimateText)
      ],
      data: dataOf({n: d.n, deaths: d.events}, {group: code})
    })),
    "Overall survival by group"
  );
}

function stepTable(groups: readonly LandmarkGroup[]) {
  return {
    columns: ["group", "days_from_landmark", "at_risk", "deaths", "censored", "survival", "lower95", "upper95"],
    rows: groups.flatMap(({code, survival: d}) =>
      d.time.map((time, i) => [
        mrdLabels[code],
        time,
        d.atRisk[i],
        d.event[i],
        d.censored[i],
        d.curve.estimate[i],
        d.curve.lower[i],
        d.curve.upper[i]
      ])
    )
  };
}
