import {clockText, subtitleText} from "../../../src/components/survival/analysisWords.js";
import {endpointName, supportText} from "../../../src/components/survival/endpointWords.js";
import type {SurvivalAnalysis} from "../../../src/components/survival/survivalAnalysis.js";
import type {SurvivalPlan} from "../../../src/components/survival/survivalPlan.js";
import type {GroupAnswer} from "../../../src/components/survival/groupAnswers.js";
import {endpointStart} from "../../../src/cohort/guards/endpointStart.js";
import {crossingDay} from "../../../src/cohort/guards/crossingCurves.js";
import {
  eventsPerParameter,
  expectedPerGroup,
  type TestSupport,
  withheldP
} from "../../../src/cohort/guards/withheldP.js";
import type {SurvivalBlock} from "../../../src/model/report.js";
import type {SiteSource} from "../../../src/model/siteData.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import type {ReportContext} from "../reportContext.js";

/** Patients and events of a group below which it is said to be small. */
const few = {patients: 20, events: 10};

/** Where exact curves end, as captions say it; a tier that draws them to another end puts its own words in the place. */
export const curveEnd = "a curve ends at its group’s last follow-up";

/** The endpoint of an analysis in words, with its start. */
export function endpointOf(
  {site}: ReportContext,
  analysis: SurvivalAnalysis,
  sources: readonly string[]
): SurvivalBlock["endpoint"] {
  const {plan} = analysis;
  const present = site.sources.filter(({id}) => sources.includes(id));
  return {
    definition: plan.endpoint.definition,
    label: endpointName(plan.endpoint, site),
    start: clockText(plan, present),
    words: subtitleText(analysis, present)
  };
}

/**
 * Why a p-value is not shown, without the numbers that decide it: a sentence must not say what a gate may hide. Undefined if
 * it is shown.
 */
export function withheldWords(support: TestSupport): string | undefined {
  if (withheldP(support) === null) return undefined;
  const {events, parameters, groups = [], counted = "events"} = support;
  if (events < eventsPerParameter * Math.max(1, parameters))
    return `fewer than ${eventsPerParameter} ${counted} for each comparison`;
  const named = groups.filter(({expected}) => expected < expectedPerGroup).map(({label}) => label);
  return `fewer than ${expectedPerGroup} ${counted} are expected in ${named.join(", ")}`;
}

/** Warnings about groups and clocks, without counts. */
export function survivalNotes(
  {site}: ReportContext,
  {plan, answer}: SurvivalAnalysis,
  sources: readonly string[],
  withinSources: boolean,
  compared: boolean
): string[] {
  const {groups, comparison} = answer;
  const present = site.sources.filter(({id}) => sources.includes(id));
  const starts = startsOf(plan, present);
  const mixed = new Set(starts.map(({start}) => start)).size > 1;
  const names = (list: readonly GroupAnswer[]) => list.map(({label}) => label).join(", ");
  const small = groups.filter(({curve}) => curve.n < few.patients);
  const rare = groups.filter(({curve}) => curve.n >= few.patients && curve.events < few.events);
  const crossing = groups.flatMap((a, i) => groups.slice(i + 1).flatMap((b) => (crossingDay(a.curve, b.curve) === null ? [] : [`${a.label} and ${b.label}`]))); // prettier-ignore
  const proportionality = comparison?.hazards.proportionality?.p ?? null;
  return [
    mixed
      ? `Day 0 is not the same event everywhere: ${starts.map(({source, start}) => `${start} in ${source}`).join(", ")}. ${withinSources ? "Tests and ratios compare within sources." : "The curves are to be read one by one: no test compares them."}`
      : "",
    small.length > 0
      ? `Fewer than ${few.patients} patients: ${names(small)}. One patient moves such a curve visibly.`
      : "",
    rare.length > 0 ? `Fewer than ${few.events} events: ${names(rare)}. Read the interval, not the estimate.` : "",
    compared && crossing.length > 0
      ? `Curves cross: ${crossing.join("; ")}. A log-rank test can miss such a difference, and the hazard ratio does not describe it.`
      : "",
    compared && proportionality !== null && proportionality < 0.05
      ? `Hazards are not proportional (test below 0.05): one hazard ratio averages an association that changes with time.${mixed ? " Differences in restricted mean are with the curves of each source." : " See the difference in restricted mean."}`
      : "",
    comparison?.conflict == null ? "" : "The sources do not agree: one number does not stand for all of them.",
    ...plan.reasons,
    supportText(plan.endpoint, present)
  ].filter((note) => note !== "");
}

/** What day 0 of the curves is in each source. */
function startsOf(
  {endpoint}: SurvivalPlan,
  sources: readonly SiteSource[]
): {readonly source: string; readonly start: string}[] {
  const remission = endpointStart(endpoint.endpoint).event === "remission";
  return sources.map(({id, indexEvent}) => ({
    source: id,
    start: remission ? "remission" : labelOf("indexEvent", indexEvent).toLowerCase()
  }));
}
