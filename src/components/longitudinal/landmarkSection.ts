import {formatCount, formatP, formatPercent} from "../../charts/format.js";
import {type IncidenceCause, incidenceCurves, type IncidenceRow} from "../../charts/incidenceCurves.js";
import {sizeOfCurve} from "../../charts/riskTable.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {EstimateAt, EstimateSteps, LandmarkData, LandmarkGroup} from "../../model/siteLongitudinal.js";
import {el} from "../dom.js";
import {dataOf} from "../disclosure/dataOf.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {landmarkSelection} from "./landmarkSelection.js";
import {mrdLabels, mrdStyle, testText} from "./mrdWords.js";

const title = "Does what persists after induction foretell relapse?";
const daysPerYear = 365.25;

/** Relapse and death without relapse from the day of the sample by what persisted, and who could be analysed. */
export function landmarkSection(site: FigureRelease, data: LandmarkData): HTMLElement {
  const frame = figureFrame("landmark", site);
  const {groups, n, gray} = data;
  const rows = groups.map(incidenceRow);
  const relapses = sumOfCounts(groups.map((d) => d.relapses));
  const deaths = sumOfCounts(groups.map((d) => d.deathsWithoutRelapse));
  frame.update({
    title,
    subtitle: "Cumulative incidence of relapse and of death without relapse from the day of the sample (the landmark).",
    caption: `${formatCount(n)} patients, ${formatCount(relapses)} relapses, ${formatCount(deaths)} deaths without relapse. Aalen–Johansen estimates with 95 % bands (log–log scale): each event competes with the other. ${testText("Gray’s test of relapse", gray.relapse)} ${testText("Of death without relapse", gray.death)} Two-sided, not adjusted, not pre-specified. Curves end before fewer than 10 are at risk.`,
    table: stepTable(groups),
    draw: (width) =>
      incidenceCurves(rows, {
        width,
        panels: ["Relapse", "Death without relapse"],
        counted: ["relapses", "deaths"],
        startLabel: "the sample",
        title,
        summary: groups
          .map((d) => `${mrdLabels[d.code]}: ${formatCount(d.n)} patients, ${formatCount(d.relapses)} relapses.`)
          .join(" ")
      }),
    aside: el("div", {}, estimateTable(data), hazardText(data), ...landmarkSelection(data))
  });
  return frame.element;
}

function incidenceRow({code, n, incidence}: LandmarkGroup): IncidenceRow {
  const {time, atRisk, censored, relapses, deaths} = incidence;
  return {
    label: mrdLabels[code],
    style: mrdStyle(code),
    ...sizeOfCurve(n, atRisk),
    time,
    atRisk,
    censored,
    causes: [causeOf(relapses, incidence.relapse), causeOf(deaths, incidence.death)]
  };
}

function causeOf(event: readonly number[], {estimate, lower, upper}: EstimateSteps): IncidenceCause {
  return {event, estimate, lower: lower.map((v) => v ?? NaN), upper: upper.map((v) => v ?? NaN)};
}

/** An estimate with its interval; a dash beyond the follow-up. */
export function estimateText({estimate, lower, upper}: EstimateAt): string {
  if (estimate === null) return "–";
  const bare = (share: number | null) => formatPercent(share, 0).replace(" %", "");
  return `${formatPercent(estimate, 0)} (${bare(lower)}–${bare(upper)})`;
}

function estimateTable({groups}: LandmarkData): HTMLElement {
  const years = (groups.at(0)?.incidence.relapseAt ?? []).map(({days}) => Math.round(days / daysPerYear));
  const heads = (what: string) => years.map((year) => ({label: `${what}, ${year} y`, number: true}));
  return reflowTable(
    [
      {label: "Persisting"},
      {label: "n", number: true},
      {label: "Relapses", number: true},
      {label: "Deaths", number: true},
      ...heads("Relapse"),
      ...heads("Death")
    ],
    groups.map((d) => ({
      cells: [
        mrdLabels[d.code],
        d.n,
        d.relapses,
        d.deathsWithoutRelapse,
        ...d.incidence.relapseAt.map(estimateText),
        ...d.incidence.deathAt.map(estimateText)
      ],
      data: dataOf({n: d.n, relapses: d.relapses, deaths: d.deathsWithoutRelapse}, {group: d.code})
    })),
    "Cumulative incidence by group"
  );
}

function hazardText({hazards, proportional}: LandmarkData): HTMLElement {
  if (hazards.length === 0) {
    return el(
      "p",
      {class: "test", "data-testid": "no-hazards"},
      "There are no two groups to compare the hazard of relapse in."
    );
  }
  const items = hazards.map(({code, ratio, lower, upper, p}) =>
    el(
      "li",
      {"data-hazard": code, "data-ratio": ratio ?? ""},
      ratio === null || lower === null || upper === null
        ? `${mrdLabels[code]}: cannot be estimated`
        : `${mrdLabels[code]}: ${ratio.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})${p === null ? "" : `, p ${formatP(p).startsWith("<") ? "" : "= "}${formatP(p)}`}`
    )
  );
  return el(
    "div",
    {"data-testid": "hazards"},
    el("h3", {}, "Hazard ratio of relapse, against no persisting mutation"),
    el("ul", {class: "notes"}, ...items),
    el(
      "p",
      {class: "note"},
      `Cause-specific Cox model (Efron), 95 % intervals, two-sided Wald tests, death without relapse censored, not adjusted. ${testText("Proportional hazards (score test)", proportional)}`
    )
  );
}

function stepTable(groups: readonly LandmarkGroup[]) {
  return {
    columns: [
      "group",
      "days_from_landmark",
      "at_risk",
      "censored",
      "relapses",
      "deaths_without_relapse",
      ...["relapse", "death"].flatMap((name) => [name, `${name}_lower95`, `${name}_upper95`])
    ],
    rows: groups.flatMap(({code, incidence: d}) =>
      d.time.map((time, i) => [
        mrdLabels[code],
        time,
        d.atRisk[i],
        d.censored[i],
        d.relapses[i],
        d.deaths[i],
        ...[d.relapse, d.death].flatMap(({estimate, lower, upper}) => [estimate[i], lower[i], upper[i]])
      ])
    )
  };
}
