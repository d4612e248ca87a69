import {withheldP} from "../../cohort/guards/withheldP.js";
import {compareNested} from "../../stats/compareNested.js";
import {coxContrast, type CoxContrast} from "../../stats/coxContrast.js";
import type {CoxFit} from "../../stats/coxFit.js";
import type {Covariate} from "../../stats/coxInput.js";
import type {CoxTest} from "../../stats/coxTable.js";
import {splineBasis} from "../../stats/cubicSpline.js";
import {interactionColumns} from "../../stats/designMatrix.js";
import {fitOf, type FittedModel} from "./fitModel.js";
import type {DesignTerm} from "./modelDesign.js";

/** The effect of a factor at one level, or one value, of another term. */
export interface SubgroupEffect {
  readonly label: string;
  /** Patients and events in each of the factor's two levels; null at a value of a number, where everybody counts. */
  readonly groups: readonly {readonly n: number; readonly events: number}[] | null;
  /** Null where it is not estimable. */
  readonly contrast: CoxContrast | null;
}

/** Whether the effect of a factor differs by another term of the model. */
export interface Interaction {
  readonly by: DesignTerm;
  readonly effects: readonly SubgroupEffect[];
  /** Likelihood-ratio test of the model with the products against the one without; null where it cannot be made. */
  readonly test: CoxTest | null;
  /** Why its p is not shown; null if it is. */
  readonly withheld: string | null;
}

/** Name of the test of an interaction. */
export const interactionMethod = "likelihood-ratio test of the interaction";

/**
 * Effects of a factor with two levels within the levels of every other term of a model (at the quartiles of a number),
 * from the model with their products, and the likelihood-ratio test of each. Every product is tried on its own.
 */
export function subgroupEffects(model: FittedModel, factor: DesignTerm): Interaction[] {
  const {fit, terms} = model;
  if (fit === null || factor.levels.length !== 2) return [];
  return terms.filter((d) => d !== factor).map((by) => interactionOf(model, fit, factor, by));
}

function interactionOf(model: FittedModel, fit: CoxFit, factor: DesignTerm, by: DesignTerm): Interaction {
  const products = interactionColumns(factor.columns, by.columns);
  const x: Covariate[] = [...fit.input.x, ...products];
  const full = fitOf(model.rows, x, model.strata?.codes ?? null);
  const names = [factor.columns[0].name, ...products.map(({name}) => name)];
  const estimated = names.every((name) => full.coefficients.find((d) => d.name === name)?.status === "estimated");
  const test = estimated && fit.converged && full.converged ? compareNested(fit, full) : null;
  const parameters = full.coefficients.filter(({status}) => status !== "aliased").length;
  const effect = (at: readonly number[]) => {
    const weights = x.map(({name}) => {
      if (name === names[0]) return 1;
      const product = products.findIndex((d) => d.name === name);
      return product < 0 ? 0 : at[product];
    });
    return coxContrast(full, weights);
  };
  const effects =
    by.levels.length > 0
      ? by.levels.map((level, place) => ({
          label: level.label,
          groups: countsAt(model, factor, by, place),
          contrast: effect(by.columns.map(({name}) => Number(name === `${by.term.column}.${level.code}`)))
        }))
      : quartileEffects(by, effect);
  return {by, effects, test, withheld: withheldP({events: fit.events, parameters})};
}

const quartileNames = ["lower quartile", "median", "upper quartile"];

function quartileEffects(by: DesignTerm, effect: (at: readonly number[]) => CoxContrast | null): SubgroupEffect[] {
  return (by.quartiles ?? []).map((value, i) => ({
    label: `${Number(value.toPrecision(4))} (${quartileNames[i]})`,
    groups: null,
    contrast: effect(columnsAt(by, value))
  }));
}

/** The columns of a number's term at a value. */
export function columnsAt({term, variable, knots}: DesignTerm, value: number): number[] {
  if (knots.length > 0) return splineBasis(value, knots);
  return [term.form === "log2" ? Math.log2(value) : value / variable.step];
}

/** Patients and events in the factor's reference level and in the other one, at a level of another term. */
function countsAt(model: FittedModel, factor: DesignTerm, by: DesignTerm, place: number): SubgroupEffect["groups"] {
  const inFactor = factor.columns[0].values;
  const column = by.columns.find(({name}) => name === `${by.term.column}.${by.levels[place].code}`);
  const counts = [0, 1].map(() => ({n: 0, events: 0}));
  const seen = new Set<number>();
  model.rows.patient.forEach((k, row) => {
    const inLevel = column === undefined ? by.columns.every(({values}) => values[row] === 0) : column.values[row] === 1;
    if (!inLevel) return;
    const group = counts[inFactor[row]];
    // The two rows of a patient who was transplanted are one patient.
    if (!seen.has(k)) ++group.n;
    seen.add(k);
    group.events += model.rows.status[row];
  });
  return counts;
}
