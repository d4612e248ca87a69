import {formatCount, formatPercent} from "../../charts/format.js";
import {groupTable, type GroupTableRow} from "../../charts/groupTable.js";
import {incidenceCurves, type IncidenceRow} from "../../charts/incidenceCurves.js";
import {groupStyles, wholeCohort} from "../../charts/palette.js";
import {cumulativeIncidenceScript} from "../../rscript/cumulativeIncidence.js";
import {incidenceAt} from "../../stats/cumulativeIncidence.js";
import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {inSentence} from "../trial/trialWords.js";
import {plainTable} from "../plainTable.js";
import {captionLeftOut, clockText, patients} from "./analysisWords.js";
import {horizons} from "./estimatesTable.js";
import {type GrayAnswer, type IncidenceAnswer, incidenceTable} from "./incidenceAnswer.js";
import {lazyTable} from "./lazyTable.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";

const panels = ["Relapse", "Death in remission"] as const;

/**
 * Cumulative incidence of relapse and of death in remission together: one without the other would mislead.
 *
 * @param times of the horizons, in days
 * @param look the p of a test and where it stands among all looks
 */
export function incidenceFigure(
  analysis: SurvivalAnalysis,
  answer: IncidenceAnswer,
  times: readonly number[],
  look: (event: string, method: string, p: number) => Element
): FigureContent {
  const {plan, population, sources, group} = analysis;
  const {groups, gray, stratified} = answer;
  const title = `${panels.join(" and ").replace("Death", "death")}${group === null ? "" : ` by ${inSentence(group.label)}`}`;
  const styles = group === null ? [wholeCohort] : groupStyles(groups.map(({code}) => code));
  const rows = groups.map(({label, n, incidence, causes}, g): IncidenceRow => ({
    label,
    style: styles[g],
    n,
    time: incidence.time,
    atRisk: incidence.atRisk,
    censored: incidence.censored,
    causes: [causeOf(causes[0]), causeOf(causes[1])]
  }));
  const total = (c: number) => groups.reduce((sum, {causes}) => sum + sumOf(causes[c].events), 0);
  const start = clockText(plan, []);
  return {
    title,
    subtitle: `Cumulative incidence from ${start}; each event competes with the other.`,
    caption: [
      `${patients(population.patients)} in remission, ${formatCount(total(0))} relapses, ${formatCount(total(1))} deaths in remission.`,
      "Aalen–Johansen estimates with 95 % bands (log–log scale). Curves end before fewer than 10 are at risk.",
      group?.note ?? "",
      ...plan.reasons,
      captionLeftOut(analysis)
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: lazyTable(() => incidenceTable(population, sources, answer)),
    script: (csvName) =>
      cumulativeIncidenceScript(csvName, {times, gray: gray.some((test) => test !== null), stratified}),
    draw: (width) =>
      incidenceCurves(rows, {
        width,
        panels,
        counted: ["relapses", "deaths"],
        startLabel: start,
        title,
        summary: groups
          .map(
            ({label, n, causes}) =>
              `${label}: ${patients(n)} in remission, ${formatCount(sumOf(causes[0].events))} relapses, ${formatCount(sumOf(causes[1].events))} deaths in remission.`
          )
          .join(" ")
      }),
    aside: el(
      "div",
      {},
      estimatesOf(answer, times),
      ...gray.flatMap((test, c) => (test === null ? [] : [testLine(panels[c], test, look)]))
    )
  };
}

function testLine(
  event: string,
  {method, result, withheld}: GrayAnswer,
  look: (event: string, method: string, p: number) => Element
): HTMLElement {
  const start = `${event}, ${method}: χ² = ${result.chisq!.toFixed(2)}, ${result.df} df, `;
  const hooks = {
    class: "test",
    "data-testid": "gray",
    "data-event": event,
    "data-statistic": result.chisq,
    "data-p": result.p
  };
  return withheld === null && result.p !== null
    ? el("p", hooks, start, look(event, method, result.p))
    : el("p", {class: "test"}, `${event}, ${method}. ${withheld ?? "p cannot be computed."}`);
}

/** More groups than these stand in rows, not in columns. */
const mostColumns = 5;

function estimatesOf(answer: IncidenceAnswer, times: readonly number[]): HTMLElement {
  const {groups} = answer;
  const rows = estimateRows(answer, times);
  const title = "Cumulative incidence by group";
  const columns = groups.map(({label, n}) => ({label, n}));
  if (groups.length <= mostColumns) return groupTable(rows, {title, columns, rowLabel: "Event"});
  const perEvent = rows.length / panels.length;
  const names = rows.slice(0, perEvent).map(({label}, i) => (i === 0 ? "Events" : label));
  return plainTable(
    {
      columns: ["Group", "Event", "n", ...names],
      rows: groups.flatMap(({label, n}, g) =>
        panels.map((panel, c) => {
          const own = rows.slice(c * perEvent, (c + 1) * perEvent);
          return [label, panel, n, ...own.map(({cells}) => cells[g])];
        })
      )
    },
    title
  );
}

/** A column a group: events of each kind, and incidence at whole years. */
function estimateRows({groups}: IncidenceAnswer, times: readonly number[]): GroupTableRow[] {
  return panels.flatMap((panel, c): GroupTableRow[] => [
    {label: panel, kind: "variable", cells: groups.map(({causes}) => formatCount(sumOf(causes[c].events)))},
    ...times.map((time, i): GroupTableRow => ({
      label: `At ${horizons[i]} ${horizons[i] === 1 ? "year" : "years"}`,
      kind: "level",
      cells: groups.map(({incidence, causes}) => {
        const [point] = incidenceAt(incidence, causes[c], [time]);
        if (point === null) return "–";
        const bare = (share: number) => formatPercent(share).replace(" %", "");
        return `${formatPercent(point.estimate)} (${bare(point.lower)}–${bare(point.upper)})`;
      })
    }))
  ]);
}

function causeOf({events, estimate, lower, upper}: IncidenceAnswer["groups"][number]["causes"][number]) {
  return {event: events, estimate, lower, upper};
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, d) => sum + d, 0);
}
