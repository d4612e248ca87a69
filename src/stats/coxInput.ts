import {StatsInputError} from "./errors.js";

/** One column of a design matrix. */
export interface Covariate {
  name: string;
  /** One number a row; NaN where missing. */
  values: ArrayLike<number>;
  /** The term the column belongs to, where a factor or an interaction has several; default `name`. */
  term?: string;
}

/** How tied event times enter the partial likelihood. */
export type CoxTies = "efron" | "breslow";

/** Rows of a Cox model. All arrays have one element a row. */
export interface CoxInput {
  /** Entry into risk, in the unit of `time`; a row is at risk at t iff start < t ≤ time. */
  start?: ArrayLike<number>;
  /** End of follow-up. */
  time: ArrayLike<number>;
  /** 1 event, 0 censored, at `time`. */
  status: ArrayLike<number>;
  x: readonly Covariate[];
  /** Codes 0, 1, …; each stratum has its own baseline hazard. */
  strata?: ArrayLike<number>;
  /** Case weights, > 0. */
  weights?: ArrayLike<number>;
  /** Added to the linear predictor. */
  offset?: ArrayLike<number>;
  /** Codes 0, 1, …; rows of one cluster (a patient with several rows) are not independent. Asks for robust variance. */
  cluster?: ArrayLike<number>;
}

/**
 * @throws {StatsInputError} on unequal lengths, a non-finite time, a negative time without `start`, a status not 0/1, a
 * weight ≤ 0, an infinite covariate or offset, a stratum or cluster not a whole number ≥ 0, a duplicate column name.
 */
export function checkCoxInput(input: CoxInput): void {
  const {time, status, start, weights, x} = input;
  const n = time.length;
  const lengths: [string, ArrayLike<number> | undefined][] = [
    ["status", status],
    ["start", start],
    ["strata", input.strata],
    ["weights", weights],
    ["offset", input.offset],
    ["cluster", input.cluster],
    ...x.map(({name, values}): [string, ArrayLike<number>] => [name, values])
  ];
  for (const [name, values] of lengths) {
    if (values && values.length !== n)
      throw new StatsInputError(`invalid length of ${name}: ${values.length}, not ${n}`);
  }
  if (new Set(x.map(({name}) => name)).size < x.length) {
    throw new StatsInputError(`invalid covariate names: ${x.map(({name}) => name).join(", ")}`);
  }
  requireRows("time", time, start ? Number.isFinite : (t) => t >= 0 && t < Infinity);
  if (start) requireRows("start", start, Number.isFinite);
  requireRows("status", status, (s) => s === 0 || s === 1);
  if (weights) requireRows("weight", weights, (w) => w > 0 && w < Infinity);
  for (const {name, values} of x) requireRows(name, values, (v) => Math.abs(v) !== Infinity);
  if (input.offset) requireRows("offset", input.offset, (v) => Math.abs(v) !== Infinity);
  const isCode = (c: number): boolean => Number.isNaN(c) || (c >= 0 && Number.isInteger(c));
  if (input.strata) requireRows("stratum", input.strata, isCode);
  if (input.cluster) requireRows("cluster", input.cluster, isCode);
}

function requireRows(name: string, values: ArrayLike<number>, isValid: (value: number) => boolean): void {
  for (let i = 0; i < values.length; ++i) {
    if (!isValid(values[i])) throw new StatsInputError(`invalid ${name} at row ${i}: ${values[i]}`, i);
  }
}

/** Rows without a missing covariate, stratum, offset or cluster. */
export function completeRows({time, x, strata, offset, cluster}: CoxInput): Int32Array {
  const missing = new Uint8Array(time.length);
  for (const values of [...x.map((column) => column.values), strata, offset, cluster]) {
    if (values) for (let i = 0; i < missing.length; ++i) if (Number.isNaN(values[i])) missing[i] = 1;
  }
  const kept = new Int32Array(time.length);
  let n = 0;
  for (let i = 0; i < missing.length; ++i) if (missing[i] === 0) kept[n++] = i;
  return kept.slice(0, n);
}
