import type {ForestBlock, ForestRow} from "../../charts/forestRow.js";
import {coxContrast, type CoxContrast} from "../../stats/coxContrast.js";
import type {CoxCoefficient} from "../../stats/coxTable.js";
import {type FittedModel, transplantColumn} from "./fitModel.js";
import type {DesignTerm} from "./modelDesign.js";
import {stepWords, transplantLabel} from "./modelWords.js";
import {columnsAt, type Interaction} from "./subgroupEffects.js";

// Squares are of one size: the weights of ratios per year, per doubling and against a reference do not compare.

/** Hazard ratios of a model by term: a row per level, the reference among them; one row for a number. */
export function modelBlocks(model: FittedModel): ForestBlock[] {
  const {fit, transplanted} = model;
  if (fit === null) return [];
  const blocks = model.terms.map((term): ForestBlock => {
    const rows = term.levels.length > 0 ? levelRows(model, term) : [numberRow(model, term)];
    return {label: term.variable.label, rows, interaction: null};
  });
  const late = fit.coefficients.find(({name}) => name === transplantColumn);
  if (late === undefined || transplanted === null) return blocks;
  const row = {label: transplantLabel, groups: [transplanted], ...estimateOf(late)};
  return [...blocks, {label: "Allogeneic transplantation", rows: [row], interaction: null}];
}

/** The coefficient of a factor's level; undefined for the reference. */
export function coefficientOf({fit}: FittedModel, {term}: DesignTerm, code: string): CoxCoefficient | undefined {
  return fit?.coefficients.find(({name}) => name === `${term.column}.${code}`);
}

/** The hazard ratio of a number: per step, per doubling, or of the upper against the lower quartile of a spline. */
export function numberContrast({fit}: FittedModel, term: DesignTerm): CoxContrast | null {
  if (fit === null || term.quartiles === null) return null;
  const [low, , high] = term.quartiles;
  const change = term.knots.length > 0 ? columnsAt(term, high).map((value, j) => value - columnsAt(term, low)[j]) : [1];
  const weights = fit.input.x.map(({name}) => {
    const j = term.columns.findIndex((d) => d.name === name);
    return j < 0 ? 0 : change[j];
  });
  return coxContrast(fit, weights);
}

function levelRows(model: FittedModel, term: DesignTerm): ForestRow[] {
  return term.levels.map((level) => {
    const {label, n, events} = level;
    const coefficient = coefficientOf(model, term, level.code);
    const row = {label, groups: [{n, events}]};
    if (coefficient !== undefined && model.apart.has(coefficient.name))
      return {...row, estimate: null, note: "not in the same strata", weight: 0};
    return coefficient === undefined
      ? {...row, estimate: null, note: "reference", weight: 0}
      : {...row, ...estimateOf(coefficient)};
  });
}

function numberRow(model: FittedModel, term: DesignTerm): ForestRow {
  const groups = [{n: model.flow.used, events: model.fit?.events ?? 0}];
  return {label: stepWords(term), groups, ...contrastOf(numberContrast(model, term))};
}

function estimateOf({status, hazardRatio, lower, upper}: CoxCoefficient): Pick<ForestRow, "estimate" | "weight"> {
  const known = status === "estimated" && hazardRatio !== null && lower !== null && upper !== null;
  return known ? {estimate: {ratio: hazardRatio, lower, upper}, weight: 1} : {estimate: null, weight: 0};
}

function contrastOf(contrast: CoxContrast | null): Pick<ForestRow, "estimate" | "weight"> {
  if (contrast === null) return {estimate: null, weight: 0};
  const {hazardRatio, lower, upper} = contrast;
  return {estimate: {ratio: hazardRatio, lower, upper}, weight: 1};
}

/** The effect of a factor by subgroup, with the test of each interaction. */
export function interactionBlocks(interactions: readonly Interaction[], model: FittedModel): ForestBlock[] {
  const everybody = {n: model.flow.used, events: model.fit?.events ?? 0};
  return interactions.map(({by, effects, test, withheld}) => ({
    label: by.variable.label,
    rows: effects.map(({label, groups, contrast}) => ({
      label,
      groups: groups === null ? [everybody] : [sumOf(groups)],
      ...contrastOf(contrast)
    })),
    interaction: withheld === null ? (test?.p ?? null) : null
  }));
}

function sumOf(groups: readonly {readonly n: number; readonly events: number}[]): {n: number; events: number} {
  return {
    n: groups.reduce((sum, d) => sum + d.n, 0),
    events: groups.reduce((sum, d) => sum + d.events, 0)
  };
}
