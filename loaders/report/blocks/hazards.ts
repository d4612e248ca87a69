import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {Estimate, ForestBlock, TestResult} from "../../../src/model/report.js";
import type {Pooled} from "../../../src/stats/poolEstimates.js";
import {integer, number, text} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {groupParameter} from "./levels.js";
import {groupTest, hazardRatio} from "./survivalResult.js";
import {usualTimes} from "./usualTimes.js";
import {clockEndpoint, type SurvivalRun, survivalRun} from "./survivalRun.js";
import {endpointOf, survivalNotes, withheldWords} from "./survivalWords.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("hazards"),
  endpoint: text,
  groups: groupsSchema,
  landmark: integer.optional(),
  horizon: integer.optional(),
  /** Smallest number of events of a source that is shown. */
  events: number.default(1)
});

/**
 * Hazard ratios of groups against the reference in each source alone, pooled by inverse variance with random effects (REML),
 * with Cochran's Q and I², and by a Cox model stratified by source.
 */
export const hazards: BlockKind<z.output<typeof schema>> = {
  kind: "hazards",
  schema,
  compute(context, declared) {
    const run = survivalRun(context, blockCohort(context, declared), {
      name: declared.id,
      endpoint: declared.endpoint,
      groups: declared.groups,
      times: usualTimes,
      choices: {horizon: declared.horizon ?? null, landmark: declared.landmark ?? null, transplantAtLandmark: false}
    });
    if (run === null || run.analysis.answer.comparison === null) return [];
    const {analysis, population, groups} = run;
    const {comparison} = run.analysis.answer;
    if (analysis.plan.grouping?.key === "source_id") return [];
    const sources = sourcesOf(context, population);
    const {start, label} = endpointOf(context, analysis, sources);
    const contrasts = comparison.others.map((_, j) => contrastRows(context, run, j, declared.events));
    const reference = groups.groupOf(analysis.answer.groups[comparison.reference].code)?.label ?? analysis.answer.groups[comparison.reference].label; // prettier-ignore
    const only = contrasts.length === 1 ? (comparison.sources?.[0].pooled ?? null) : null;
    const block: ForestBlock = {
      ...blockFrame(
        context,
        declared,
        groups.cohort,
        {
          subtitle: `${label}, from ${start}; against ${inSentence(reference)}`,
          caption:
            "Cox model with Efron’s ties in each source alone; pooled by inverse variance with random effects (REML), and by one model stratified by source.",
          notes: survivalNotes(context, analysis, sources, true, true),
          methods: [
            "Hazard ratios of each source are pooled by inverse variance with random effects (restricted maximum likelihood); heterogeneity is Cochran’s Q and I² (Higgins and Thompson, Stat Med 2002;21:1539)."
          ],
          page: {page: "survival", parameters: {endpoint: clockEndpoint(context, declared.endpoint)!, ...groupParameter(declared.groups).parameters}} // prettier-ignore
        },
        {set: population.key, n: population.n}
      ),
      leftOut: run.leftOut,
      kind: "forest",
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: contrasts.flat(),
      heterogeneity: only === null ? null : heterogeneityOf(only),
      tests: [groupTest(analysis)].filter((d) => d !== null),
      fit: null
    };
    return [block];
  }
};

type Row = ForestBlock["rows"][number];

function contrastRows(context: ReportContext, run: SurvivalRun, j: number, least: number): Row[] {
  const {analysis, sets, groups} = run;
  const comparison = analysis.answer.comparison!;
  const g = comparison.others[j];
  const answer = analysis.answer.groups[g];
  const heading = groups.groupOf(answer.code)?.label ?? answer.label;
  const labels = new Map(context.catalogue.facets.get("source_id")!.levels.map((d) => [d.label, d.code]));
  const bySource = (comparison.sources?.[j].bySource ?? []).filter(({group, reference}) => group.events + reference.events >= least); // prettier-ignore
  const rows = bySource.map(({source, group, reference, coefficient}): Row => {
    const own = context.within(sets[g], `source_id=${labels.get(source)!}`);
    const withheld = withheldWords({events: group.events + reference.events, parameters: 1});
    return {
      label: source,
      heading,
      n: context.count(own),
      events: context.count(run.events[g].event, `source_id=${labels.get(source)!}`),
      effect: hazardRatio(coefficient),
      test: wald(coefficient.z, coefficient.p, withheld)
    };
  });
  const pooled = comparison.sources?.[j].pooled ?? null;
  const whole = comparison.hazards.coefficients[j];
  const stratified = comparison.sources !== null;
  const of = {n: context.count(sets[g]), events: context.count(run.events[g].event)}; // prettier-ignore
  return [
    ...rows,
    ...(pooled === null ? [] : [{label: `Random effects, I² ${(100 * pooled.iSquared).toFixed(0)} %`, heading, ...of, effect: ratioOf(pooled), test: heterogeneityTest(pooled), pooled: true}]), // prettier-ignore
    {
      label: stratified ? "Stratified by source" : "All patients",
      heading,
      ...of,
      effect: hazardRatio(whole),
      test: wald(whole.z, whole.p, comparison.withheld === null ? undefined : "too few events"),
      ...(stratified && {pooled: true})
    }
  ];
}

function wald(statistic: number | null, p: number | null, withheld: string | undefined): TestResult {
  const method = "Wald test, Cox model";
  return withheld === undefined
    ? {method, statistic, letter: "z", df: 1, p}
    : {method, statistic: null, letter: "z", df: 1, p: null, withheld};
}

/** A pooled logarithm as a ratio. */
export function ratioOf({random: {estimate, lower, upper}}: Pooled): Estimate {
  return {estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper)};
}

/** Heterogeneity of pooled estimates; null with one. */
export function heterogeneityOf({iSquared, q, df, pHeterogeneity}: Pooled): ForestBlock["heterogeneity"] {
  return pHeterogeneity === null ? null : {i2: iSquared, q, df, p: pHeterogeneity};
}

/** Cochran's Q as a test. */
export function heterogeneityTest({q, df, pHeterogeneity}: Pooled): TestResult {
  return {method: "Cochran’s Q, heterogeneity between sources", statistic: q, df, p: pHeterogeneity};
}
