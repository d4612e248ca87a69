import {z} from "zod";
import {countsAt} from "../../../src/charts/riskTable.js";
import {type GroupIncidenceAnswer, incidenceAnswer} from "../../../src/components/survival/incidenceAnswer.js";
import type {Estimate, IncidenceBlock, ReportCurve, TestResult} from "../../../src/model/report.js";
import {incidenceAt, type IncidenceCurve} from "../../../src/stats/cumulativeIncidence.js";
import {integer, number} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {eventsBySource, groupEvents} from "./eventsBySource.js";
import {groupParameter} from "./levels.js";
import {daysOfYears, riskDays} from "./survivalResult.js";
import {usualYears} from "./usualTimes.js";
import {clockEndpoint, type SurvivalRun, survivalRun} from "./survivalRun.js";
import {endpointOf, survivalNotes, withheldWords} from "./survivalWords.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("incidence"),
  groups: groupsSchema.optional(),
  years: z.array(number).default([...usualYears]),
  landmark: integer.optional(),
  horizon: integer.optional()
});

const causes = [
  {code: "relapse", label: "Relapse", status: "event"},
  {code: "nrm", label: "Death in remission", status: "competing"}
] as const;

/**
 * Cumulative incidence of relapse and of death in remission, which compete, from remission: Aalen–Johansen with limits on the
 * log–log scale, Gray's tests stratified by source. Both are always shown together.
 */
export const incidence: BlockKind<z.output<typeof schema>> = {
  kind: "incidence",
  schema,
  compute(context, declared) {
    const times = daysOfYears(declared.years);
    const run = survivalRun(context, blockCohort(context, declared), {
      name: declared.id,
      endpoint: "CIR",
      groups: declared.groups,
      times,
      choices: {horizon: declared.horizon ?? null, landmark: declared.landmark ?? null}
    });
    if (run === null) return [];
    const {analysis, population, groups} = run;
    const stratify = analysis.plan.grouping?.key !== "source_id";
    const answer = incidenceAnswer(analysis.population, analysis.sources.length, stratify);
    const sources = sourcesOf(context, population);
    const {start} = endpointOf(context, analysis, sources);
    const longest = Math.max(...answer.groups.map((d) => d.incidence.time.at(-1) ?? 0));
    const block: IncidenceBlock = {
      ...blockFrame(
        context,
        declared,
        groups.cohort,
        {
          subtitle: `Relapse and death without relapse, from ${start}.`,
          caption:
            "Aalen–Johansen estimate with 95 % limits (log–log scale) of two events of which only the first can happen.",
          notes: survivalNotes(context, analysis, sources, answer.stratified, false),
          methods: [
            "Relapse and death in remission are competing events: cumulative incidences are Aalen and Johansen’s, never one minus Kaplan–Meier.",
            ...(answer.groups.length > 1 ? [`Groups are compared by ${answer.stratified ? "Gray’s test stratified by source" : "Gray’s test"}, for each event.`] : []) // prettier-ignore
          ],
          page: {page: "survival", parameters: {endpoint: clockEndpoint(context, "CIR")!, ...groupParameter(declared.groups).parameters}} // prettier-ignore
        },
        {set: population.key, n: population.n}
      ),
      leftOut: run.leftOut,
      kind: "incidence",
      endpoint: {label: "Relapse and death in remission", start, words: `From ${start} to relapse or death without relapse, whichever comes first; alive without relapse: censored at last contact.`}, // prettier-ignore
      causes: causes.map(({code, label}) => ({code, label})),
      groups: answer.groups.map((group, g) => groupOf(context, run, group, g, times, riskDays(longest))),
      times,
      tests: answer.gray.map((gray, cause): TestResult | null => {
        if (gray === null) return null;
        const {chisq, df, p} = gray.result;
        const events = analysis.population.status.reduce((sum, d) => sum + Number(d === cause + 1), 0);
        const withheld = withheldWords({events, parameters: df});
        const {method} = gray;
        return withheld === undefined
          ? {method, statistic: chisq, df, p}
          : {method, statistic: chisq, df, p: null, withheld};
      })
    };
    return [block];
  }
};

function groupOf(
  context: ReportContext,
  {analysis, sets, events, groups}: SurvivalRun,
  {label, code, incidence: curves, causes: own}: GroupIncidenceAnswer,
  g: number,
  times: readonly number[],
  ticks: readonly number[]
): IncidenceBlock["groups"][number] {
  const declared = groups.groupOf(code);
  const set = sets[g];
  const last = curves.time.at(-1) ?? 0;
  const all = curves.time.map((_, t) => own[0].events[t] + own[1].events[t]);
  return {
    label: declared?.label ?? label,
    code: declared?.code ?? code,
    n: context.count(set),
    causes: own.map((curve, k) => ({
      events: context.count(events[g][causes[k].status]),
      curve: {...reportCurve(curves, curve), eventsOf: eventsBySource(curves.time, groupEvents(analysis, g, k + 1))},
      at: incidenceAt(curves, curve, times).map((point): Estimate | null =>
        point === null ? null : {estimate: point.estimate, lower: known(point.lower), upper: known(point.upper)}
      )
    })),
    risk: ticks
      .filter((day) => day <= last)
      .map((day) => ({day, ...countsAt({time: curves.time, event: all, censored: curves.censored, n: curves.n}, day)}))
  };
}

function reportCurve(
  {time, atRisk, censored}: GroupIncidenceAnswer["incidence"],
  {estimate, lower, upper, events}: IncidenceCurve
): ReportCurve {
  return {
    resolution: "exact",
    time: [...time],
    value: [...estimate],
    lower: Array.from(lower, known),
    upper: Array.from(upper, known),
    atRisk: [...atRisk],
    event: [...events],
    censored: [...censored]
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
