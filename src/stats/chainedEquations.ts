import {StatsInputError} from "./errors.js";
import {type ImputationRows, levelDraws, meanMatching} from "./imputeValues.js";
import type {Uniform} from "./randomDraws.js";

/** A variable with missing values, one element a row. */
export interface IncompleteVariable {
  readonly name: string;
  /** A number, or a code into the levels; NaN where missing. */
  readonly values: ArrayLike<number>;
  /** Number of levels of a categorical variable; null of a number. */
  readonly levels: number | null;
}

export interface ChainedEquationsInput {
  readonly variables: readonly IncompleteVariable[];
  /** Columns without missing values from which all variables are imputed: outcome, strata, other covariates. */
  readonly predictors: readonly ArrayLike<number>[];
}

export interface ChainedEquationsOptions {
  /** Completed data sets; default 20. */
  readonly m?: number;
  /** Rounds over the variables; default 5. */
  readonly iterations?: number;
  /** Known values from which predictive mean matching chooses; default 5. */
  readonly donors?: number;
  readonly uniform: Uniform;
}

/**
 * Multiple imputation by chained equations: each variable is imputed from all others and from the predictors, in turn and
 * several times over, numbers by predictive mean matching, categories by logistic or polytomous regression. Starts from
 * random known values. Gives the completed values of each variable for each of the m data sets.
 *
 * Of a survival model the predictors are to include the event indicator and the Nelson–Aalen cumulative hazard.
 *
 * Sources: van Buuren and Groothuis-Oudshoorn (2011), J Stat Softw 45(3), R’s `mice`; White and Royston (2009), Stat Med
 * 28, 1982–1998, on survival.
 *
 * @throws {StatsInputError} on unequal lengths, a predictor that is not finite, a variable of which nothing is known or a
 * code out of range.
 */
export function chainedEquations(
  {variables, predictors}: ChainedEquationsInput,
  {m = 20, iterations = 5, donors = 5, uniform}: ChainedEquationsOptions
): Float64Array[][] {
  const n = variables[0]?.values.length ?? 0;
  checkInput(n, variables, predictors);
  const rows = variables.map(({values}) => {
    const all = Array.from({length: n}, (_, i) => i);
    return {known: all.filter((i) => !Number.isNaN(values[i])), missing: all.filter((i) => Number.isNaN(values[i]))};
  });
  return Array.from({length: m}, () => {
    const completed = variables.map(({values}, v) => {
      const own = Float64Array.from(values);
      const {known, missing} = rows[v];
      for (const i of missing) own[i] = own[known[Math.floor(uniform() * known.length)]];
      return own;
    });
    for (let round = 0; round < iterations; ++round) {
      variables.forEach(({levels}, v) => {
        if (rows[v].missing.length === 0) return;
        const others = columnsOf(variables, completed, predictors, v);
        const from: ImputationRows = {...rows[v], ...matrixOf(others, n)};
        if (levels === null) meanMatching(completed[v], from, donors, uniform);
        else levelDraws(completed[v], from, levels, uniform);
      });
    }
    return completed;
  });
}

/** All variables but one as columns, levels as indicators of all but the first. */
function columnsOf(
  variables: readonly IncompleteVariable[],
  completed: readonly Float64Array[],
  predictors: readonly ArrayLike<number>[],
  left: number
): ArrayLike<number>[] {
  const others = variables.flatMap(({levels}, v): ArrayLike<number>[] => {
    if (v === left) return [];
    if (levels === null) return [completed[v]];
    return Array.from({length: levels - 1}, (_, k) => completed[v].map((code) => Number(code === k + 1)));
  });
  return [...others, ...predictors];
}

/** A constant and the columns, each centred and scaled, as one row-major matrix. */
function matrixOf(columns: readonly ArrayLike<number>[], n: number): {readonly x: Float64Array; readonly p: number} {
  const p = columns.length + 1;
  const x = new Float64Array(n * p);
  for (let i = 0; i < n; ++i) x[i * p] = 1;
  columns.forEach((column, j) => {
    let [sum, square] = [0, 0];
    for (let i = 0; i < n; ++i) sum += column[i];
    const mean = sum / n;
    for (let i = 0; i < n; ++i) square += (column[i] - mean) ** 2;
    const scale = Math.sqrt(square / n);
    for (let i = 0; i < n; ++i) x[i * p + j + 1] = scale === 0 ? 0 : (column[i] - mean) / scale;
  });
  return {x, p};
}

function checkInput(
  n: number,
  variables: readonly IncompleteVariable[],
  predictors: readonly ArrayLike<number>[]
): void {
  for (const {name, values, levels} of variables) {
    if (values.length !== n) throw new StatsInputError(`invalid length of ${name}: ${values.length}, not ${n}`);
    if (levels !== null && !(levels >= 2)) throw new StatsInputError(`invalid number of levels of ${name}: ${levels}`);
    let known = 0;
    for (let i = 0; i < n; ++i) {
      if (Number.isNaN(values[i])) continue;
      ++known;
      const valid = levels === null ? Number.isFinite(values[i]) : Number.isInteger(values[i]) && values[i] >= 0 && values[i] < levels; // prettier-ignore
      if (!valid) throw new StatsInputError(`invalid value of ${name} at row ${i}: ${values[i]}`, i);
    }
    if (known === 0) throw new StatsInputError(`nothing is known of ${name}`);
  }
  predictors.forEach((values, j) => {
    if (values.length !== n) throw new StatsInputError(`invalid length of predictor ${j}: ${values.length}, not ${n}`);
    for (let i = 0; i < n; ++i)
      if (!Number.isFinite(values[i])) throw new StatsInputError(`invalid predictor ${j} at row ${i}: ${values[i]}`, i);
  });
}
