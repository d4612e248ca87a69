import type {FittedModel} from "../../../src/components/regression/fitModel.js";
import type {DesignTerm} from "../../../src/components/regression/modelDesign.js";
import {stepWords} from "../../../src/components/regression/modelWords.js";
import type {ForestBlock} from "../../../src/model/report.js";
import {type PooledImputations, rubinsRules} from "../../../src/stats/rubinsRules.js";
import {ratioOf, waldOf} from "../analyses/estimates.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {definedSet} from "./definedSet.js";
import {imputedFits, type ImputedFits} from "./imputedFits.js";
import {withheldWords} from "./survivalWords.js";

/** Completed data sets. */
const completedSets = 20;

/** The numbers of a sensitivity analysis, and the patients that it is about. */
export interface ImputedModel {
  readonly numbers: Pick<
    ForestBlock,
    "kind" | "measure" | "scale" | "none" | "rows" | "heterogeneity" | "tests" | "fit"
  >;
  readonly population: PatientSet;
  /** Sentences for the methods. */
  readonly methods: readonly string[];
}

/**
 * A fitted model of complete cases beside the same model after multiple imputation: for each coefficient the hazard ratio
 * of both. Null where nobody is gained by it, or with transplantation or splines in the model.
 *
 * @param used patients of the complete cases
 */
export function imputedModel(
  context: ReportContext,
  cohort: PatientSet,
  used: PatientSet,
  fitted: FittedModel,
  endpoint: string,
  seed: number
): ImputedModel | null {
  const made = imputedFits(context, cohort, fitted, {m: completedSets, seed});
  if (made === null) return null;
  const {fits} = made;
  const [{events}] = fits;
  const population = context.within(cohort, definedSet(context, made.members));
  const pooled = poolByName(made, events);
  const counts = (set: PatientSet) => ({n: context.count(set), events: context.count(set, `${endpoint}:event`)});
  const [complete, all] = [counts(used), counts(population)];
  const withheld = withheldWords({events: fitted.fit!.events, parameters: fitted.parameters});
  const rows = fitted.fit!.coefficients.flatMap((coefficient): ForestBlock["rows"][number][] => {
    const rule = pooled.get(coefficient.name);
    if (rule === undefined || coefficient.status !== "estimated") return [];
    const heading = headingOf(fitted.terms, coefficient.name);
    const before = waldOf(coefficient.z, coefficient.p);
    const after = {
      method: "Wald test, Rubin’s rules",
      statistic: rule.estimate / rule.stdErr,
      letter: "t" as const,
      df: Math.round(rule.df),
      p: rule.p
    };
    const own = (test: typeof before) =>
      test === null || withheld === undefined ? test : {...test, statistic: null, p: null, withheld};
    const effect = {estimate: Math.exp(rule.estimate), lower: Math.exp(rule.lower), upper: Math.exp(rule.upper)};
    return [
      {label: "Complete cases", heading, ...complete, effect: ratioOf(coefficient), test: own(before)},
      {label: "Multiple imputation", heading, ...all, effect, test: own(after)}
    ];
  });
  if (rows.length === 0) return null;
  const followed = context.within(cohort, `${endpoint}:followed`);
  const out = followed.members.map((d, i) => d & (1 - population.members[i]));
  return {
    population,
    methods: [
      `Missing values of ${made.filled.join(", ")} are filled in ${completedSets} times by chained equations (predictive mean matching of numbers, logistic or polytomous regression of categories), from all covariates of the model, the strata, the event and the Nelson–Aalen cumulative hazard (White and Royston, Stat Med 2009;28:1982); the models are pooled by Rubin’s rules with Barnard and Rubin’s degrees of freedom. Mutations and classes made from them are never filled in, nor is a variable in a source that knows it of fewer than half of its patients.`
    ],
    numbers: {
      kind: "forest",
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows,
      heterogeneity: null,
      tests: [],
      fit: {
        ...all,
        dropped: context.count(followed, definedSet(context, out)),
        parameters: fits[0].coefficients.length
      }
    }
  };
}

/** Coefficients that could be estimated in every data set, pooled. */
function poolByName({fits}: ImputedFits, events: number): Map<string, PooledImputations> {
  const pooled = new Map<string, PooledImputations>();
  const names = fits[0].coefficients.map(({name}) => name);
  names.forEach((name, j) => {
    const own = fits.flatMap(({coefficients, vcov}) => {
      const {estimate, status} = coefficients[j];
      const variance = vcov[j * names.length + j];
      return status === "estimated" && estimate !== null ? [{estimate, variance}] : [];
    });
    if (own.length === fits.length)
      pooled.set(name, rubinsRules(own, {dfComplete: Math.max(1, events - names.length)}));
  });
  return pooled;
}

function headingOf(terms: readonly DesignTerm[], name: string): string {
  for (const term of terms) {
    if (term.reference === null && term.term.column === name) return `${term.variable.label}, ${stepWords(term)}`;
    const level = term.levels.find(({code}) => `${term.term.column}.${code}` === name);
    if (level !== undefined) return `${term.variable.label}: ${level.label} against ${term.reference!.label}`;
  }
  return name;
}
