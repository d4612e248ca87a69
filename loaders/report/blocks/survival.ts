import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {SurvivalBlock} from "../../../src/model/report.js";
import {integer, number, text, truth} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {groupParameter} from "./levels.js";
import {
  daysOfYears,
  groupContrasts,
  groupResult,
  groupTest,
  proportionality,
  restrictedMeanOf
} from "./survivalResult.js";
import {usualYears} from "./usualTimes.js";
import {clockEndpoint, clocksDiffer, type SurvivalRun, survivalRun} from "./survivalRun.js";
import {curveEnd, endpointOf, survivalNotes} from "./survivalWords.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("survival"),
  /** Key of the endpoint. */
  endpoint: text,
  groups: groupsSchema.optional(),
  /** Years at which survival is read off. */
  years: z.array(number).default([...usualYears]),
  /** Day after the start at which time begins. */
  landmark: integer.optional(),
  /** Day after which follow-up is not used. */
  horizon: integer.optional(),
  /** Groups of a later event as they were at the landmark, instead of time-dependent ones. */
  atLandmark: truth.default(false)
});

type Survival = z.output<typeof schema>;

/**
 * Kaplan–Meier curves with 95 % limits on the log–log scale, medians after Brookmeyer and Crowley, the log-rank test and Cox
 * model stratified by source. Where day 0 is not the same event in all sources, no curve mixes them: there is a block of comparisons within sources without
 * curves, and a block of each source, `<id>-<source>`.
 */
export const survival: BlockKind<Survival> = {
  kind: "survival",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const bySource = declared.groups !== undefined && "by" in declared.groups && declared.groups.by === "source_id";
    if (bySource || !clocksDiffer(context, cohort.set, declared.endpoint))
      return blockOf(context, declared, cohort, true);
    const compared = declared.groups === undefined ? [] : blockOf(context, declared, cohort, false);
    const each = sourcesOf(context, cohort.set).flatMap((source) => {
      const own = ofSource(context, cohort, source);
      const {label} = groupingOf(context.catalogue, "source_id").levels.find(({code}) => code === source)!;
      const named = {...declared, id: `${declared.id}-${source.toLowerCase()}`, title: `${declared.title} — ${label}`};
      return blockOf(context, named, own, true);
    });
    return [...compared, ...each];
  }
};

/** The patients of a cohort who are of one source. */
function ofSource(context: ReportContext, {query, filter, set}: ReportCohort, source: string): ReportCohort {
  const levels = {...filter.levels, source_id: [source]};
  return {query, filter: {...filter, levels}, set: context.within(set, `source_id=${source}`)};
}

function blockOf(context: ReportContext, declared: Survival, cohort: ReportCohort, curves: boolean): SurvivalBlock[] {
  const times = daysOfYears(declared.years);
  const run = survivalRun(context, cohort, {
    name: declared.id,
    endpoint: declared.endpoint,
    groups: declared.groups,
    times,
    choices: {
      horizon: declared.horizon ?? null,
      landmark: declared.landmark ?? null,
      transplantAtLandmark: declared.atLandmark
    }
  });
  if (run === null) return [];
  const {analysis, population} = run;
  const {comparison, whyNot, table} = analysis.answer;
  // Without curves the block is there for its comparison.
  if (!curves && comparison === null) return [];
  const endpoint = clockEndpoint(context, declared.endpoint)!;
  const sources = sourcesOf(context, population);
  const described = endpointOf(context, analysis, sources);
  const groups = analysis.answer.groups.map((_, g) => {
    const made = groupResult(context, analysis, run, g);
    return curves ? made : {...made, ...withoutCurve(times)};
  });
  const withinSources = table.strata.length > 1;
  // Hazards since different events are not compared.
  const compared = withinSources || !clocksDiffer(context, cohort.set, declared.endpoint);
  return [
    {
      ...blockFrame(
        context,
        declared,
        run.groups.cohort,
        {
          subtitle: described.words,
          caption: captionOf(run, curves, compared),
          notes: [
            ...survivalNotes(context, analysis, sources, withinSources, compared),
            ...(whyNot !== null && declared.groups !== undefined ? [whyNot] : [])
          ],
          methods: methodsOf(run, withinSources, compared),
          page: {page: "survival", parameters: {endpoint, ...groupParameter(declared.groups).parameters}}
        },
        {set: population.key, n: population.n}
      ),
      leftOut: run.leftOut,
      kind: "survival",
      endpoint: described,
      groups,
      times,
      test: compared ? groupTest(analysis) : null,
      contrasts: compared ? groupContrasts(run, groups) : [],
      proportionality: compared ? proportionality(analysis) : null,
      restrictedMean: compared && curves ? restrictedMeanOf(analysis) : null
    }
  ];
}

function withoutCurve(
  times: readonly number[]
): Pick<SurvivalBlock["groups"][number], "curve" | "risk" | "median" | "at" | "followUp"> {
  return {
    curve: null,
    risk: [],
    median: {estimate: null, lower: null, upper: null},
    at: times.map(() => null),
    followUp: null
  };
}

function captionOf({analysis: {plan, group, answer}}: SurvivalRun, curves: boolean, compared: boolean): string {
  const sentences = [
    curves
      ? `Kaplan–Meier estimate with 95 % confidence band (log–log scale); ${curveEnd}.`
      : "No curves over all sources are drawn, as time does not begin with the same event; groups are compared within sources.",
    plan.timeDependent ? "The curves are of changing risk sets, not of two groups of patients." : "",
    answer.comparison === null || !compared
      ? ""
      : `Hazard ratios are against ${inSentence(answer.groups[answer.comparison.reference].label)}.`,
    // How quantiles cut says how many values are known; declared cuts do not.
    plan.choices.by?.kind === "number" && plan.choices.by.cut.kind === "at" ? (group?.note ?? "") : ""
  ];
  return sentences.filter((d) => d !== "").join(" ");
}

function methodsOf({analysis: {plan, answer}}: SurvivalRun, withinSources: boolean, compared: boolean): string[] {
  return [
    "Survival is estimated by Kaplan and Meier’s method, with limits on the log–log scale; medians have limits after Brookmeyer and Crowley on the same scale; follow-up is the reverse Kaplan–Meier median.",
    ...(plan.landmark > 0 ? [`Time begins at a landmark on day ${plan.landmark}; patients with the event or censored before are left out.`] : []), // prettier-ignore
    ...(plan.timeDependent ? ["Patients change the group on the day of transplantation (Simon and Makuch); the test is Mantel and Byar’s."] : []), // prettier-ignore
    ...(answer.comparison === null || !compared
      ? []
      : [
          `Groups are compared by the ${answer.comparison.test.method}; hazard ratios are those of a Cox model with Efron’s ties${withinSources ? ", stratified by source" : ""}.`,
          "Proportional hazards are tested by scaled Schoenfeld residuals; where the test is below 0.05, or curves cross, differences in restricted mean survival time are given up to the earliest of the groups’ last event times, at most 48 months."
        ])
  ];
}
