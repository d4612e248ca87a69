import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {ForestRow} from "../../../src/charts/forestRow.js";
import {checkModel, fitModel, type FittedModel} from "../../../src/components/regression/fitModel.js";
import {modelBlocks} from "../../../src/components/regression/modelForest.js";
import {planModel} from "../../../src/components/regression/modelRequest.js";
import {termMethod, termTests} from "../../../src/components/regression/modelTable.js";
import {parseTerms} from "../../../src/components/regression/modelTerms.js";
import {modelVariables} from "../../../src/components/regression/modelVariables.js";
import {endpointName} from "../../../src/components/survival/endpointWords.js";
import type {Count, ForestBlock, TestResult} from "../../../src/model/report.js";
import {integer, text, truth} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {definedSet} from "./definedSet.js";
import {imputedModel} from "./imputedModel.js";
import {withheldWords} from "./survivalWords.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("model"),
  endpoint: text,
  /** Covariates as the explorer's address has them, e.g. `age_years,sex,wbc~log2,eln2022~ref.favourable`. */
  terms: text,
  /** Column whose levels have baseline hazards of their own. */
  strata: text.default("source_id"),
  /** Transplantation as a time-dependent covariate. */
  transplant: truth.default(false),
  landmark: integer.optional(),
  /** Events for each coefficient, at least: with fewer there is no model. */
  eventsPerParameter: integer.default(5),
  /** With a block `<id>-imputed` in which the model stands beside the same after multiple imputation. */
  imputed: truth.default(false),
  /** Of the random numbers of imputation. */
  seed: integer.default(1)
});

type Model = z.output<typeof schema>;

/** A multivariable Cox model of complete cases (Efron's ties), stratified by source where there are several. */
export const model: BlockKind<Model> = {
  kind: "model",
  schema,
  compute(context, declared) {
    const {catalogue, site} = context;
    const cohort = blockCohort(context, declared);
    if (!catalogue.endpoints.has(declared.endpoint) || cohort.set.n === 0) return [];
    const variables = modelVariables(catalogue, site.summaries);
    const {terms} = parseTerms(declared.terms, variables);
    const several = sourcesOf(context, cohort.set).length > 1;
    const strata = declared.strata === "source_id" && !several ? null : declared.strata;
    const state = {filter: cohort.filter, group: null, endpoint: declared.endpoint, options: {}};
    const {transplant, landmark = null} = declared;
    const plan = planModel(state, {terms, strata, transplant, landmark, by: null}, catalogue, variables);
    if (plan.cohortRefused !== null || plan.spec.terms.length === 0) return [];
    const fitted = fitModel(context.rowsOf(cohort.set), plan.spec);
    if (fitted.fit === null || fitted.fit.events < declared.eventsPerParameter * fitted.parameters) return [];
    const {site: data} = context;
    const endpoint = catalogue.endpoints.get(declared.endpoint)!;
    return [
      {
        ...blockFrame(context, declared, cohort, {
          subtitle: `Cox model of ${inSentence(endpointName(endpoint, data))}${fitted.strata === null ? "" : `, stratified by ${fitted.spec.strata[0].label.toLowerCase()}`}`,
          caption:
            "Hazard ratios with 95 % intervals, each adjusted for the other rows; complete cases, nothing is filled in.",
          notes: [
            ...plan.reasons,
            ...plan.refused.map(({label, reason}) => `${label} is not in the model: ${reason}`),
            ...fitted.dropped.map(({variable, reason}) => `${variable.label} is not in the model: it ${reason}.`)
          ],
          methods: [
            `A multivariable Cox model (Efron’s ties${fitted.strata === null ? "" : ", baseline hazards by source"}) is fitted to complete cases; covariates are tested by Wald tests, proportional hazards by scaled Schoenfeld residuals.`,
            ...(transplant && plan.spec.transplant !== null ? ["Transplantation is a time-dependent covariate: it counts from its day on."] : []) // prettier-ignore
          ],
          page: {page: "regression", parameters: {terms: declared.terms, endpoint: declared.endpoint}}
        }),
        ...forestOf(context, cohort.set, fitted, declared.endpoint)
      },
      ...(declared.imputed ? imputedBlock(context, declared, cohort, fitted) : [])
    ];
  }
};

/** The model beside the same after multiple imputation; none where nobody is gained. */
function imputedBlock(
  context: ReportContext,
  declared: Model,
  cohort: ReportCohort,
  fitted: FittedModel
): ForestBlock[] {
  const used = usedSet(context, cohort.set, fitted);
  const made = imputedModel(context, cohort.set, used, fitted, declared.endpoint, declared.seed);
  if (made === null) return [];
  const frame = blockFrame(
    context,
    {...declared, id: `${declared.id}-imputed`, title: `${declared.title}: sensitivity to missing values`},
    cohort,
    {
      subtitle: "Each hazard ratio from complete cases, and after multiple imputation",
      caption:
        "n and events of a row are those of the whole model. A sensitivity analysis: it assumes that values are missing at random given the other covariates and the outcome.",
      methods: made.methods,
      page: null
    },
    context.count(made.population)
  );
  return [{...frame, ...made.numbers}];
}

/** The numbers of a fitted model as a forest. */
function forestOf(
  context: ReportContext,
  cohort: PatientSet,
  fitted: FittedModel,
  endpoint: string
): Omit<
  ForestBlock,
  "id" | "title" | "subtitle" | "caption" | "population" | "sources" | "notes" | "methods" | "explorer"
> {
  const used = usedSet(context, cohort, fitted);
  const withheld = withheldWords({events: fitted.fit!.events, parameters: fitted.parameters});
  const checks = checkModel(fitted.fit!);
  const tests = termTests(fitted, checks);
  const events = {set: context.within(used, `${endpoint}:event`).key, n: fitted.fit!.events};
  const dropped = context.within(cohort, `${endpoint}:followed`).members.map((d, i) => d & (1 - used.members[i]));
  return {
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: modelBlocks(fitted).flatMap(({label, rows}, t) => {
      const {p = null, df = null} = tests.at(t) ?? {};
      const test: TestResult = {method: termMethod, statistic: null, df, p: withheld === undefined ? p : null, ...(withheld !== undefined && {withheld})}; // prettier-ignore
      return rows.map((row, r) => rowOf(context, used, fitted, {t, r}, label, row, test, endpoint));
    }),
    heterogeneity: null,
    tests: checks.hazards
      .filter(({term}) => term === "GLOBAL")
      .map(({chisq, df, p}) => ({
        method: "score test of proportional hazards, all covariates",
        statistic: chisq,
        df,
        p
      })),
    fit: {n: context.count(used), events, dropped: context.count(cohort, definedSet(context, dropped)), parameters: fitted.parameters} // prettier-ignore
  };
}

function rowOf(
  context: ReportContext,
  used: PatientSet,
  {terms, rows: followUp}: FittedModel,
  {t, r}: {readonly t: number; readonly r: number},
  heading: string,
  {label, groups, estimate, note}: ForestRow,
  test: TestResult,
  endpoint: string
): ForestBlock["rows"][number] {
  const term = terms.at(t);
  const level = term?.levels.at(r);
  const [{n, events}] = groups;
  const isLevel = term !== undefined && level !== undefined;
  const set = isLevel ? context.within(used, `${term.term.column}=${level.code}`) : used;
  // The rows after a transplant are part of the follow-up of patients, not patients.
  const counted = isLevel || followUp.exposed === null || t < terms.length;
  const count = (members: PatientSet, value: number): Count => ({set: members.key, n: value});
  return {
    label,
    heading,
    n: counted ? count(set, n) : null,
    events: counted ? count(context.within(set, `${endpoint}:event`), events) : null,
    effect: estimate === null ? {estimate: null, lower: null, upper: null} : {estimate: estimate.ratio, lower: estimate.lower, upper: estimate.upper}, // prettier-ignore
    ...(note === "reference" ? {reference: true} : {test})
  };
}

/** The patients of the fit: those whom clauses make, or a set of their own. */
function usedSet(context: ReportContext, cohort: PatientSet, {chosen, outcome}: FittedModel): PatientSet {
  const rows: number[] = [];
  cohort.members.forEach((d, i) => {
    if (d === 1) rows.push(i);
  });
  const members = new Uint8Array(context.patients);
  for (const k of chosen) members[rows[outcome.patients[k]]] = 1;
  return context.within(cohort, definedSet(context, members));
}
