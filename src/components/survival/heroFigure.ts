import {daysPerYear, formatCount, formatMonths} from "../../charts/format.js";
import {groupStyles, wholeCohort} from "../../charts/palette.js";
import {survivalCurve, type SurvivalCurveRow} from "../../charts/survivalCurve.js";
import {comparisonWarnings} from "../../cohort/guards/comparisonWarnings.js";
import type {SiteData} from "../../model/siteData.js";
import {survivalComparisonScript} from "../../rscript/survivalComparison.js";
import type {FigureContent} from "../figureFrame.js";
import {inSentence} from "../trial/trialWords.js";
import {captionText, clockText, startsOf, subtitleText} from "./analysisWords.js";
import {countsTable} from "./countsTable.js";
import {axisText, endpointName} from "./endpointWords.js";
import {lazyTable} from "./lazyTable.js";
import type {RestrictedMeans} from "./restrictedMeans.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";

/** Unit of the time axis: the reader’s, else years, or months if follow-up is under 3 years. */
export function unitOf({plan, answer}: SurvivalAnalysis): "months" | "years" {
  const last = Math.max(...answer.groups.map(({curve}) => curve.time.at(-1) ?? 0));
  return plan.choices.unit ?? (last >= 3 * daysPerYear ? "years" : "months");
}

/** The curves with everything that is said of them, but what stands below. */
export function heroFigure(
  analysis: SurvivalAnalysis,
  site: SiteData,
  sources: SiteData["sources"],
  times: readonly number[]
): Omit<FigureContent, "aside" | "metadata"> {
  const {plan, group, answer} = analysis;
  const name = endpointName(plan.endpoint, site);
  const title = group === null ? `${name} of the cohort` : `${name} by ${inSentence(group.label)}`;
  const rows = curveRows(analysis);
  const moved = plan.timeDependent;
  return {
    title,
    sources,
    subtitle: subtitleText(plan, sources),
    caption: captionText(analysis),
    table: countsOf(analysis),
    script: scriptOf(analysis, times, null),
    draw: (width) =>
      survivalCurve(rows, {
        width,
        unit: unitOf(analysis),
        endpointLabel: axisText(name),
        startLabel: clockText(plan, sources),
        countedLabel: moved ? "(censored or moved, events so far)" : undefined,
        censorMarks: plan.choices.censorMarks,
        title,
        summary: answer.groups
          .map(
            ({label, curve, median}) =>
              `${label}: ${formatCount(curve.n)} patients, ${formatCount(curve.events)} events, median ${formatMonths(median.time)} months.`
          )
          .join(" ")
      })
  };
}

/** The counts behind every number of an analysis: what the CSV files of its figures hold. */
export function countsOf({population, sources, answer}: SurvivalAnalysis): FigureContent["table"] {
  return lazyTable(() => countsTable(population, sources, answer));
}

/** The R script of an analysis, from its counts. */
export function scriptOf(
  {plan, population, answer}: SurvivalAnalysis,
  times: readonly number[],
  means: RestrictedMeans | null,
  further: {readonly pairs?: boolean; readonly bySource?: boolean} = {}
): (csvName: string) => string {
  const {comparison} = answer;
  const entry = population.entry !== undefined;
  const stratified = comparison?.test.method.startsWith("stratified") ?? false;
  const reference = comparison === null || comparison.test.df === 0 ? null : comparison.reference + 1;
  const restrictedTo = means?.tau ?? null;
  return (csvName) =>
    survivalComparisonScript(csvName, {times, confType: plan.choices.confType, entry, stratified, reference, restrictedTo, ...further}); // prettier-ignore
}

function curveRows({group, population, answer}: SurvivalAnalysis): SurvivalCurveRow[] {
  const styles = group === null ? [wholeCohort] : groupStyles(answer.groups.map(({code}) => code));
  const {entry} = population;
  return answer.groups.map(({label, curve}, g) => {
    const entries = entry?.filter((_, i) => population.group[i] === g).sort();
    return {label, style: styles[g], ...curve, ...(entries && {entries})};
  });
}

/** What a reader must be warned about. */
export function warningsOf(analysis: SurvivalAnalysis, sources: SiteData["sources"]): string[] {
  const {plan, group, answer} = analysis;
  const unit = unitOf(analysis);
  const {comparison} = answer;
  const bySource = plan.grouping?.key === "source_id";
  return comparisonWarnings({
    groups: answer.groups.map(({label, curve}) => ({label, n: curve.n, events: curve.events, curve})),
    crossing: !plan.timeDependent,
    proportionalityP: comparison?.hazards.proportionality?.p ?? null,
    starts: bySource ? [] : startsOf(plan, sources),
    withinSources: group !== null && (comparison?.test.method.startsWith("stratified") ?? false),
    formatTime: (days) =>
      unit === "years" ? `${(days / daysPerYear).toFixed(1)} years` : `${formatMonths(days)} months`
  });
}
