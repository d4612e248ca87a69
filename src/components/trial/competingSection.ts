import {daysPerYear, formatCount} from "../../charts/format.js";
import {groupTable, type GroupTableRow} from "../../charts/groupTable.js";
import {incidenceCurves, type IncidenceRow} from "../../charts/incidenceCurves.js";
import {sizeOfCurve} from "../../charts/riskTable.js";
import {groupStyles} from "../../charts/palette.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import type {Trial, TrialCompeting, TrialGray, TrialIncidence} from "../../model/siteTrial.js";
import {figureFrame} from "../figureFrame.js";
import type {FigureTable} from "../plainTable.js";
import {pText, shareText} from "./trialWords.js";

const panels = ["Relapse", "Death without relapse"] as const;

/** Relapse and death without relapse after remission, each competing with the other. */
export function competingSection(site: FigureRelease, trial: Trial, competing: TrialCompeting): HTMLElement {
  const {arms, gray, stratified} = competing;
  const title = "What happened after remission?";
  const names = trial.arms.map(({label}) => label);
  const styles = groupStyles(trial.arms.map(({code}) => code));
  const rows = arms.map(({causes, ...rest}, a): IncidenceRow => ({
    ...rest,
    ...sizeOfCurve(rest.n, rest.atRisk),
    label: names[a],
    style: styles[a],
    causes: [causeOf(causes[0]), causeOf(causes[1])]
  }));
  const total = (of: (d: TrialCompeting["arms"][number]) => number) => formatCount(sumOfCounts(arms.map(of)));
  const frame = figureFrame("after-remission", site);
  frame.update({
    title,
    subtitle: "Cumulative incidence of relapse and of death without relapse from remission, by planned arm.",
    caption: [
      `${total(({n}) => n)} patients in remission, ${total(({causes}) => causes[0].events)} relapses, ${total(({causes}) => causes[1].events)} deaths without relapse.`,
      "Aalen–Johansen estimates with 95 % bands (log–log scale): each event competes with the other.",
      `Gray’s test${stratified ? `, stratified by ${trial.strataLabel}` : ""}, two-sided: ${testText("relapse", gray[0])}; ${testText("death without relapse", gray[1])}.`,
      "Only those who came into remission are compared, so the arms are no longer those that were randomised."
    ].join(" "),
    table: stepTable(competing, names),
    draw: (width) =>
      incidenceCurves(rows, {
        width,
        panels,
        counted: ["relapses", "deaths"],
        startLabel: "remission",
        title,
        summary: arms
          .map(
            ({n, causes}, a) =>
              `${names[a]}: ${formatCount(n)} patients in remission, ${formatCount(causes[0].events)} relapses, ${formatCount(causes[1].events)} deaths without relapse.`
          )
          .join(" ")
      }),
    aside: groupTable(estimateRows(competing), {
      title: "Cumulative incidence by arm",
      columns: arms.map(({n}, a) => ({label: names[a], n})),
      rowLabel: "Event"
    })
  });
  return frame.element;
}

/** A column an arm: events of each kind, and incidence at whole years. */
function estimateRows({arms, years}: TrialCompeting): GroupTableRow[] {
  return panels.flatMap((panel, c): GroupTableRow[] => [
    {label: panel, kind: "variable", cells: arms.map(({causes}) => formatCount(causes[c].events))},
    ...years.map((year, i): GroupTableRow => ({
      label: `At ${year} ${year === 1 ? "year" : "years"}`,
      kind: "level",
      cells: arms.map(({causes}) => shareText(causes[c].at[i]))
    }))
  ]);
}

function causeOf({event, estimate, lower, upper}: TrialIncidence) {
  return {event, estimate, lower: lower.map((d) => d ?? NaN), upper: upper.map((d) => d ?? NaN)};
}

function testText(name: string, test: TrialGray | null): string {
  return `${name} ${test === null ? "not testable" : pText(test.p)}`;
}

function stepTable({arms}: TrialCompeting, names: readonly string[]): FigureTable {
  return {
    columns: ["event", "arm", "time_days", "time_years", "at_risk", "events", "incidence", "lower95", "upper95"],
    rows: panels.flatMap((panel, c) =>
      arms.flatMap(({time, atRisk, causes}, a) =>
        time.map((t, i) => {
          const {event, estimate, lower, upper} = causes[c];
          return [panel, names[a], t, t / daysPerYear, atRisk[i], event[i], estimate[i], lower[i], upper[i]];
        })
      )
    )
  };
}
