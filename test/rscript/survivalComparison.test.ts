import {describe, expect, it} from "vitest";
import {countsTable} from "../../src/components/survival/countsTable.js";
import type {Comparison} from "../../src/components/survival/groupComparison.js";
import {clocksOf} from "../../src/components/survival/clocks.js";
import {clocksOfScript} from "../../src/components/survival/heroFigure.js";
import {population, type PopulationRequest} from "../../src/components/survival/population.js";
import {pairTests} from "../../src/components/survival/contrastsFigure.js";
import {type AnswerOptions, type SurvivalAnswer, survivalAnswer} from "../../src/components/survival/survivalAnswer.js";
import {survivalComparisonScript} from "../../src/rscript/survivalComparison.js";
import {restrictedMean} from "../../src/stats/restrictedMean.js";
import {groupSpec, request, syntheticCohort} from "../components/survival/cohortOf.js";
import {type Answers, expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

const cohort = syntheticCohort(260);
const sources = ["A", "B"];
const ownClocks = clocksOf("OS", [
  {code: "A", label: "A", start: "diagnosis"},
  {code: "B", label: "B", start: "randomisation"}
]);
const times = [365.25, 730.5, 1826.25];

interface FigureOptions {
  readonly stratified?: boolean;
  readonly confType?: AnswerOptions["confType"];
  readonly restrictedTo?: number | null;
  readonly further?: boolean;
  /** Each source has its own index event. */
  readonly clocks?: boolean;
}

function figure(
  name: string,
  part: Partial<PopulationRequest>,
  {stratified = true, confType = "log-log", restrictedTo = null, further = false, clocks = false}: FigureOptions = {}
): ScriptedFigure {
  const asked = request({days: cohort.days, status: cohort.status, source: cohort.source, ...part});
  const rows = population(asked);
  const {timeDependent} = asked;
  const answer = survivalAnswer(rows, {times, confType, sources, stratified, timeDependent, grouped: part.group !== undefined, clocks: clocks ? ownClocks : []}); // prettier-ignore
  const ours: Record<string, number | null> = {};
  const curves = clocks
    ? answer.clocks.flatMap((clock, c) =>
        clock.groups.map((d) => ({...d, k: `${answer.groups.findIndex(({code}) => code === d.code) + 1}.${c + 1}`}))
      )
    : answer.groups.map((d, g) => ({...d, k: String(g + 1)}));
  curves.forEach(({curve, median, at, k}) => {
    ours[`n.${k}`] = curve.n;
    ours[`events.${k}`] = curve.events;
    ours[`median.${k}`] = median.time;
    ours[`median_lower.${k}`] = median.lower;
    ours[`median_upper.${k}`] = median.upper;
    at.forEach((point, t) => {
      ours[`survival.${k}.${t + 1}`] = point?.survival ?? null;
      ours[`lower.${k}.${t + 1}`] = point?.lower ?? null;
      ours[`upper.${k}.${t + 1}`] = point?.upper ?? null;
    });
    if (restrictedTo === null) return;
    const {mean, stdErr} = restrictedMean(curve, restrictedTo);
    ours[`rmst.${k}`] = mean;
    ours[`rmst_se.${k}`] = stdErr;
  });
  const {comparison} = answer;
  if (comparison !== null) {
    const {test, hazards, others} = comparison;
    Object.assign(ours, {logrank_statistic: test.statistic, logrank_df: test.df, logrank_p: test.p});
    hazards.coefficients.forEach(({hazardRatio, lower, upper}, j) => {
      ours[`hr.${others[j] + 1}`] = hazardRatio;
      ours[`hr_lower.${others[j] + 1}`] = lower;
      ours[`hr_upper.${others[j] + 1}`] = upper;
    });
    Object.assign(ours, {ph_chisq: hazards.proportionality?.chisq, ph_p: hazards.proportionality?.p});
  }
  if (comparison !== null && further) Object.assign(ours, furtherAnswers(answer, comparison));
  const entry = rows.entry !== undefined;
  const reference = comparison === null ? null : comparison.reference + 1;
  return {
    name: `survival-${name}`,
    table: countsTable(rows, sources, answer),
    script: (csv) =>
      survivalComparisonScript(csv, {
        times,
        confType,
        entry,
        stratified,
        reference,
        restrictedTo,
        clocks: clocksOfScript(answer, sources),
        pairs: further,
        bySource: further
      }),
    ours: ours satisfies Answers
  };
}

function furtherAnswers(answer: SurvivalAnswer, {others, sources: contrasts}: Comparison): Answers {
  const further: Record<string, number | null> = {};
  for (const {a, b, statistic, p} of pairTests({answer})) {
    further[`pair_statistic.${a + 1}.${b + 1}`] = statistic;
    further[`pair_p.${a + 1}.${b + 1}`] = p;
  }
  contrasts?.forEach(({bySource, pooled}, j) => {
    const k = others[j] + 1;
    bySource.forEach(({source, coefficient}) => {
      const s = sources.indexOf(source) + 1;
      further[`hr_source.${k}.${s}`] = coefficient.hazardRatio;
      further[`hr_source_lower.${k}.${s}`] = coefficient.lower;
      further[`hr_source_upper.${k}.${s}`] = coefficient.upper;
    });
    further[`q.${k}`] = pooled!.q;
    further[`i2.${k}`] = pooled!.iSquared;
  });
  return further;
}

const group = groupSpec("Group", cohort.group, ["one", "wild_type", "two"]);
const transplanted = groupSpec("HCT", Array.from(cohort.transplant, (d) => (Number.isNaN(d) ? 0 : 1)), ["false", "true"]); // prettier-ignore
const entryDay = cohort.entry;
const figures = [
  figure("stratified", {group}, {further: true, restrictedTo: 900}),
  figure("pooled-horizon", {group, horizon: 1000}, {stratified: false, confType: "log", restrictedTo: 700}),
  figure("landmark", {group: transplanted, groupDay: cohort.transplant, landmark: 180}),
  figure("delayed-entry", {group, entryDay}, {further: true}),
  figure("transplant", {group: transplanted, groupDay: cohort.transplant, timeDependent: true}),
  figure("transplant-entry", {group: transplanted, groupDay: cohort.transplant, timeDependent: true, entryDay}, {stratified: false}), // prettier-ignore
  figure("clocks", {group}, {clocks: true, further: true}),
  figure("clocks-entry", {entryDay}, {clocks: true}),
  figure("whole", {})
];

describe("survivalComparisonScript(csvName, options)", () => {
  it.each(figures)("prints our numbers, stored answers of R: $name", (d) => expectStored(d));

  // A start of R takes a second: one of each kind of script.
  it.for(["stratified", "transplant", "clocks", "whole"])("prints our numbers, run in R: %s", (name, context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figures.find((d) => d.name === `survival-${name}`)!);
  });

  it("compares nothing where nothing is compared", () => {
    expect(figures.at(-1)!.script("a.csv")).not.toContain("coxph");
  });
});
