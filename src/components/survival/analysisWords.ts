import {daysPerYear, formatCount, formatMonths} from "../../charts/format.js";
import {hidesCounts} from "../../model/hiddenCounts.js";
import type {SiteData} from "../../model/siteData.js";
import {definitionText, startText, supportText} from "./endpointWords.js";
import {clocksText} from "./clocks.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";
import type {SurvivalPlan} from "./survivalPlan.js";
import type {SurvivalQuantile} from "../../stats/survivalQuantiles.js";

/** Names of day columns as times from which patients are under observation, where the release’s own label would not read well. */
const entryWords: Readonly<Record<string, string>> = {
  cr_day: "remission",
  response_day: "response assessment",
  mrd_day: "the measurement of residual disease",
  hct_day: "transplantation",
  relapse_day: "relapse"
};

/** Day columns that may start observation; not days of events that end it. */
export const entryColumns: readonly string[] = Object.keys(entryWords);

/** A day column as a time of entry: "remission". */
export function entryText(column: string): string {
  return entryWords[column] ?? column;
}

/** What time 0 of the curves is: the start, or the landmark after it. */
export function clockText({endpoint, landmark}: SurvivalPlan, sources: SiteData["sources"]): string {
  const start = startText(endpoint, {sources});
  return landmark === 0 ? start : `day ${landmark} after ${start}`;
}

/** Endpoint, start and definition, for the subtitle. */
export function subtitleText({plan, answer: {clocks}}: SurvivalAnalysis, sources: SiteData["sources"]): string {
  const {endpoint, landmark, timeDependent, entryColumn, choices} = plan;
  const after = landmark === 0 ? "" : `day ${landmark} after `;
  const start =
    clocks.length === 0 ? clockText(plan, sources) : `${after}each source’s own start: ${clocksText(clocks)}`;
  const sentences = [
    `From ${start}${landmark === 0 ? "" : ", patients still at risk then"}. ${definitionText(endpoint, sources)}.`,
    timeDependent ? "Patients move to the other curve on the day of transplantation (Simon and Makuch)." : "",
    entryColumn === null ? "" : `Patients are at risk from ${entryText(entryColumn)} on (delayed entry).`,
    choices.horizon === null ? "" : `Follow-up after ${yearsText(choices.horizon)} is not used.`
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** n, events, follow-up, method and who is left out, for the caption. */
export function captionText(analysis: SurvivalAnalysis, sources: SiteData["sources"]): string {
  const {plan, group, answer} = analysis;
  const {choices, timeDependent} = plan;
  const logLog = choices.confType === "log-log";
  const band = logLog ? "log–log scale" : "log scale, as R’s survfit unless told otherwise";
  const sentences = [
    `${patients(answer.patients)}, ${formatCount(answer.events)} ${answer.events === 1 ? "event" : "events"}; median follow-up ${answer.clocks.length > 0 ? "by source in the table" : followUpText(answer.followUp)} (reverse Kaplan–Meier).`,
    `Kaplan–Meier estimate with 95 % confidence band (${band}); intervals of medians after Brookmeyer and Crowley on the same scale${choices.censorMarks && !hidesCounts() ? "; small marks: censored" : ""}.`,
    timeDependent
      ? "The curves are of changing risk sets, not of two groups of patients; early on the curve after the change rests on few. A transplant in any remission counts, also one after relapse."
      : "",
    plan.entryColumn === null
      ? ""
      : "Delayed entry is fair only if coming under observation late says nothing about the course.",
    answer.clocks.length > 0
      ? "Sources are drawn apart, as their time does not start at the same event: no curve and no median is of several of them together."
      : "",
    "A curve ends at its group’s last follow-up and fades below 10 at risk.",
    group?.note ?? "",
    captionLeftOut(analysis),
    supportText(plan.endpoint, sources)
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Who is not in an analysis, and why; empty if everybody is. */
export function captionLeftOut({group, population: {leftOut}}: SurvivalAnalysis): string {
  const {noFollowUp, beforeLandmark, notYetKnown, notEntered, unknownGroup} = leftOut;
  const before = beforeLandmark.events + beforeLandmark.censored;
  const sentences = [
    noFollowUp > 0 ? `${patients(noFollowUp)} ${are(noFollowUp)} not in the endpoint’s population.` : "",
    before > 0
      ? `${patients(before)} left before the landmark (${formatCount(beforeLandmark.events)} with the event, ${formatCount(beforeLandmark.censored)} censored).`
      : "",
    notYetKnown > 0
      ? `Of ${patients(notYetKnown)} what the filter asks for came after the landmark; they are not in.`
      : "",
    notEntered > 0 ? `${patients(notEntered)} never came under observation.` : "",
    unknownGroup > 0
      ? `${patients(unknownGroup)} of unknown group (${group?.unknownLabel ?? "unknown"}) ${are(unknownGroup)} not drawn.`
      : ""
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** "n patients" in words. */
export function patients(n: number): string {
  return n === 1 ? "1 patient" : `${formatCount(n)} patients`;
}

function are(n: number): string {
  return n === 1 ? "is" : "are";
}

/** A time with its interval in months: "27.9 (24.3–33.1) months". */
export function followUpText({time, lower, upper}: SurvivalQuantile): string {
  if (time === null) return "not reached";
  const end = upper === null ? "not reached" : formatMonths(upper);
  return `${formatMonths(time)} months (95\u00a0% CI ${lower === null ? "–" : formatMonths(lower)} to ${end})`;
}

/** Days as years with at most one decimal. */
export function yearsText(days: number): string {
  const years = Number((days / daysPerYear).toFixed(1));
  return `${years} ${years === 1 ? "year" : "years"}`;
}
