import {daysPerYear, formatMonths} from "../../charts/format.js";
import {comparisonWarnings} from "../../cohort/guards/comparisonWarnings.js";
import type {SiteData} from "../../model/siteData.js";
import {survivalComparisonScript} from "../../rscript/survivalComparison.js";
import type {FigureContent} from "../figureFrame.js";
import {inSentence} from "../trial/trialWords.js";
import {captionText, subtitleText} from "./analysisWords.js";
import {countsTable} from "./countsTable.js";
import {axisText, endpointName, startText} from "./endpointWords.js";
import type {GroupAnswer} from "./groupAnswers.js";
import {lazyTable} from "./lazyTable.js";
import type {RestrictedMeans} from "./restrictedMeans.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";
import type {SurvivalAnswer} from "./survivalAnswer.js";
import {survivalDrawing} from "./survivalDrawing.js";

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
  const moved = plan.timeDependent;
  return {
    title,
    sources,
    subtitle: subtitleText(analysis, sources),
    caption: captionText(analysis, sources),
    table: countsOf(analysis),
    script: scriptOf(analysis, times, null),
    draw: (width) =>
      survivalDrawing(
        {answer, population: analysis.population, grouped: group !== null},
        {
          width,
          unit: unitOf(analysis),
          endpointLabel: axisText(name),
          before: plan.landmark === 0 ? "" : `day ${plan.landmark} after `,
          start: startText(plan.endpoint, {sources}),
          countedLabel: moved ? "(censored or moved, events so far)" : undefined,
          censorMarks: plan.choices.censorMarks,
          title
        }
      )
  };
}

/** The counts behind every number of an analysis: what the CSV files of its figures hold. */
export function countsOf({population, sources, answer}: SurvivalAnalysis): FigureContent["table"] {
  return lazyTable(() => countsTable(population, sources, answer));
}

/** The R script of an analysis, from its counts. */
export function scriptOf(
  {plan, population, sources, answer}: SurvivalAnalysis,
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
    survivalComparisonScript(csvName, {
      times,
      confType: plan.choices.confType,
      entry,
      stratified,
      reference,
      restrictedTo,
      clocks: clocksOfScript(answer, sources),
      ...further
    });
}

/** Names of the sources of every clock, as a script keeps them apart; null where there is one clock. */
export function clocksOfScript(
  {clocks}: Pick<SurvivalAnswer, "clocks">,
  sources: readonly string[]
): readonly (readonly string[])[] | null {
  return clocks.length === 0 ? null : clocks.map((clock) => clock.sources.map((s) => sources[s]));
}

/** What a reader must be warned about. */
export function warningsOf(analysis: SurvivalAnalysis): string[] {
  const {plan, group, answer} = analysis;
  const unit = unitOf(analysis);
  const {comparison, clocks} = answer;
  const warned = ({label, curve}: GroupAnswer) => ({label, n: curve.n, events: curve.events, curve});
  const inClocks = clocks.flatMap((clock, c) =>
    clock.groups.map((d) => ({
      ...warned(d),
      label: group === null ? clock.label : `${d.label} in ${clock.label}`,
      clock: c
    }))
  );
  return comparisonWarnings({
    groups: clocks.length > 0 ? inClocks : answer.groups.map(warned),
    crossing: !plan.timeDependent && group !== null,
    proportionalityP: comparison?.hazards.proportionality?.p ?? null,
    restrictedMean: clocks.length === 0,
    formatTime: (days) =>
      unit === "years" ? `${(days / daysPerYear).toFixed(1)} years` : `${formatMonths(days)} months`
  });
}
