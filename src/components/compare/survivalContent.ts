import {daysPerYear, formatCount} from "../../charts/format.js";
import {groupStyles} from "../../charts/palette.js";
import {survivalComparisonScript} from "../../rscript/survivalComparison.js";
import type {SiteData, SiteEndpoint} from "../../model/siteData.js";
import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {clocksText} from "../survival/clocks.js";
import {countsTable} from "../survival/countsTable.js";
import {axisText, definitionText, endpointName, startText, supportText} from "../survival/endpointWords.js";
import {estimatesTable, horizons} from "../survival/estimatesTable.js";
import {type Comparable, headline, ratioWords, warningList} from "../survival/headline.js";
import {clocksOfScript} from "../survival/heroFigure.js";
import {sourcesWithPatients} from "../survival/survivalAnalysis.js";
import {survivalDrawing} from "../survival/survivalDrawing.js";
import {inSentence} from "../trial/trialWords.js";
import {type CohortTiming, type ComparedSurvival, restCode} from "./compareSurvival.js";

type Content = Pick<FigureContent, "title" | "subtitle" | "caption" | "table" | "script" | "draw" | "aside">;

/** What the headline and the forest are told from. */
export function comparable({answer, stratified, sources}: ComparedSurvival): Comparable {
  // Of one source nobody need be told that it is kept apart.
  return {answer, plan: {timeDependent: false, choices: {stratified: stratified || sources.length < 2}}};
}

/** How the groups fare: curves, estimates, the hazard ratio, and the test last. */
export function survivalContent(
  survival: ComparedSurvival,
  endpoint: SiteEndpoint,
  timing: CohortTiming,
  site: SiteData,
  {
    sources: shown,
    look,
    forest
  }: {readonly sources: SiteData["sources"]; readonly look: () => Element | null; readonly forest: Element | null}
): Content {
  const {answer, population, stratified, notYet} = survival;
  const {clocks} = answer;
  const sources = sourcesWithPatients(survival, shown);
  const name = endpointName(endpoint, site);
  const start = startText(endpoint, {sources});
  const title = `How does ${inSentence(name)} compare?`;
  const styles = groupStyles(answer.groups.map(({code}) => (code === restCode ? null : code)));
  const before = timing.landmark === 0 ? "" : `day ${timing.landmark} after `;
  const from = clocks.length === 0 ? start : `each source’s own start: ${clocksText(clocks)}`;
  const warnings = [
    ...timing.reasons,
    ...((stratified && answer.comparison?.test.df !== 0) || survival.sources.length < 2
      ? []
      : ["No source has patients of several cohorts: a difference between them is also one between sources."]),
    ...apartWarning(survival),
    ...(answer.comparison?.needsRestrictedMean === true
      ? ["Curves cross, or hazards are not proportional: one hazard ratio does not describe the difference."]
      : [])
  ];
  return {
    title,
    subtitle: `From ${before}${from}. ${definitionText(endpoint, sources)}.`,
    caption: [
      `${formatCount(answer.patients)} patients, ${formatCount(answer.events)} events. Kaplan–Meier estimates with 95 % confidence bands (log–log scale).`,
      answer.comparison === null
        ? ""
        : `Compared ${stratified ? "within sources" : "with all sources together"}: ${answer.comparison.test.method}; Cox model, ties after Efron, adjusted for nothing else.`,
      population.leftOut.noFollowUp > 0
        ? `${formatCount(population.leftOut.noFollowUp)} patients are not in the endpoint’s population.`
        : "",
      notYet > 0 ? `${formatCount(notYet)} patients came to their cohort after the landmark and are in none.` : "",
      clocks.length > 0
        ? "Sources are drawn apart, as their time does not start at the same event: no curve and no median is of several of them together."
        : "",
      supportText(endpoint, sources)
    ]
      .filter((text) => text !== "")
      .join(" "),
    table: countsTable(population, survival.sources, answer),
    script: (csv) => survivalScript(csv, survival, false),
    draw: (width) =>
      survivalDrawing(
        {answer, population, grouped: true, styles},
        {width, endpointLabel: axisText(name), before, start, title}
      ),
    aside: el(
      "div",
      {},
      estimatesTable(answer, "years"),
      ratioList(survival),
      headline(comparable(survival), look, forest),
      warningList(warnings)
    )
  };
}

/** The R script of the curves and the comparison, with the ratios in each source or without. */
export function survivalScript(
  csvName: string,
  {answer, sources, stratified}: ComparedSurvival,
  bySource: boolean
): string {
  return survivalComparisonScript(csvName, {
    times: horizons.map((year) => year * daysPerYear),
    confType: "log-log",
    entry: false,
    stratified,
    reference: answer.comparison === null || answer.comparison.test.df === 0 ? null : answer.comparison.reference + 1,
    clocks: clocksOfScript(answer, sources),
    restrictedTo: null,
    bySource
  });
}

/** Every group against the reference, where there are more than one; a single one stands in the headline. */
function ratioList({answer: {comparison, groups}}: ComparedSurvival): HTMLElement | null {
  if (comparison === null || comparison.others.length < 2 || comparison.conflict !== null) return null;
  const {others, reference, hazards} = comparison;
  const items = others.map((g, j) =>
    el(
      "li",
      {"data-contrast": groups[g].label, "data-ratio": hazards.coefficients[j].hazardRatio},
      `${groups[g].label}: ${ratioWords(hazards.coefficients[j])}`
    )
  );
  return el(
    "div",
    {class: "test"},
    `Hazard ratios against ${groups[reference].label} (95\u00a0% CI):`,
    el("ul", {class: "ratios"}, ...items)
  );
}

/** Groups that no source has together with the reference. */
function apartWarning({answer: {comparison, groups}, stratified}: ComparedSurvival): string[] {
  if (comparison === null || !stratified) return [];
  const apart = comparison.others.filter((_, j) => comparison.hazards.coefficients[j].status === "aliased");
  if (apart.length === 0) return [];
  const names = apart.map((g) => groups[g].label).join(" and ");
  return [
    `No source has both ${groups[comparison.reference].label} and ${names}: within sources they cannot be compared, and the test says nothing of them.`
  ];
}
