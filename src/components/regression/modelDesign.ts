import type {GroupLevel} from "../../cohort/catalogue.js";
import type {Covariate} from "../../stats/coxInput.js";
import {splineColumns, splineKnots} from "../../stats/cubicSpline.js";
import {factorColumns} from "../../stats/designMatrix.js";
import {summariseValues} from "../../stats/summariseValues.js";
import type {FollowUpRows} from "./modelRows.js";
import type {TermValues} from "./modelCovariates.js";
import {knotCount, type ModelTerm} from "./modelTerms.js";
import type {ModelVariable} from "./modelVariables.js";

/** Patients at a level, and events among them. */
export interface LevelCounts extends GroupLevel {
  readonly n: number;
  readonly events: number;
}

/** A term as columns of a design matrix, one element a row of follow-up. */
export interface DesignTerm {
  readonly term: ModelTerm;
  readonly variable: ModelVariable;
  readonly columns: readonly Covariate[];
  /** Knots of a spline, in the unit of the variable; empty for the other forms. */
  readonly knots: readonly number[];
  /** Levels that have patients, in catalogue order; empty for a number. */
  readonly levels: readonly LevelCounts[];
  readonly reference: LevelCounts | null;
  /** Quartiles of a number among the patients used. */
  readonly quartiles: readonly [number, number, number] | null;
}

/** A term that adds nothing, and why. */
export interface DroppedTerm {
  readonly variable: ModelVariable;
  readonly reason: string;
}

/** Columns of a term for the patients used; or why it has none: one level, too few distinct values for its knots. */
export function designTerm(data: TermValues, rows: FollowUpRows, chosen: Uint32Array): DesignTerm | DroppedTerm {
  return data.variable.kind === "number" ? numberTerm(data, rows, chosen) : factorTerm(data, rows, chosen);
}

function numberTerm(
  {term, variable, values}: TermValues,
  rows: FollowUpRows,
  chosen: Uint32Array
): DesignTerm | DroppedTerm {
  const used = Float64Array.from(chosen, (k) => values[k]);
  const {lowerQuartile, median, upperQuartile, min, max} = summariseValues(used);
  if (min === null || min === max) return {variable, reason: "has one value among the patients used"};
  const quartiles = [lowerQuartile!, median!, upperQuartile!] as const;
  const perRow = Float64Array.from(rows.patient, (k) => values[k]);
  const base = {term, variable, levels: [], reference: null, quartiles};
  const count = knotCount(term.form);
  if (count > 0) {
    const knots = splineKnots(used, count);
    if (knots.length === 0) return {variable, reason: `has too few distinct values for ${count} knots`};
    return {...base, knots, columns: splineColumns(term.column, perRow, knots)};
  }
  const scaled = perRow.map(term.form === "log2" ? Math.log2 : (value) => value / variable.step);
  return {...base, knots: [], columns: [{name: term.column, values: scaled}]};
}

function factorTerm(
  {term, variable, values, levels}: TermValues,
  rows: FollowUpRows,
  chosen: Uint32Array
): DesignTerm | DroppedTerm {
  const [n, events] = [new Uint32Array(levels.length), new Uint32Array(levels.length)];
  for (const k of chosen) ++n[values[k]];
  rows.patient.forEach((k, row) => (events[values[k]] += rows.status[row]));
  const counted = levels.map((level, code): LevelCounts => ({...level, n: n[code], events: events[code]}));
  const present = counted.filter((level) => level.n > 0);
  if (present.length < 2) return {variable, reason: "has one level among the patients used"};
  const reference =
    present.find(({code}) => code === term.reference) ??
    present.find(({code}) => code === variable.usualReference) ??
    present[0];
  const place = counted.map((level) => present.indexOf(level));
  return {
    term,
    variable,
    knots: [],
    quartiles: null,
    columns: factorColumns(
      term.column,
      Float64Array.from(rows.patient, (k) => place[values[k]]),
      present.map(({code}) => `.${code}`),
      `.${reference.code}`
    ),
    levels: present,
    reference
  };
}
