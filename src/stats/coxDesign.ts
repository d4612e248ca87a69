import type {CoxInput} from "./coxInput.js";
import {checkCoxInput, completeRows} from "./coxInput.js";
import {StatsInputError} from "./errors.js";
import {timeCodes} from "./timeCodes.js";

/** Rows of a Cox model, sorted by (stratum, time descending) so that a risk set grows as they are read. */
export interface CoxDesign {
  n: number;
  p: number;
  events: number;
  /** Rows left out because a covariate, the offset, a stratum or a cluster was missing. */
  missing: number;
  /** Sorted position → row of the input. */
  row: Int32Array;
  /** Distinct times, ties within R's tolerance merged. */
  times: Float64Array;
  /** Index into `times`. */
  code: Int32Array;
  /** Index into `times`; null when no row has a delayed entry. */
  startCode: Int32Array | null;
  /** Sorted positions by (stratum, start descending). */
  startOrder: Int32Array | null;
  status: Uint8Array;
  weight: Float64Array;
  offset: Float64Array;
  /** Bounds of each stratum's rows: stratum s holds positions bounds[s] … bounds[s + 1] − 1. */
  bounds: Int32Array;
  /** Code of each stratum in the input. */
  stratumCode: number[];
  /** Row-major n × p, (value − mean) × scale: an update of the sums is an outer product of one row. */
  x: Float64Array;
  /** Weighted mean taken off each column, 0 for columns of −1, 0, 1 only (R's `nocenter`). */
  means: Float64Array;
  scales: Float64Array;
}

/**
 * Checks and sorts the rows of a Cox model.
 *
 * A row with a NaN covariate, offset, stratum or cluster is left out and counted, as R's `na.omit` does. Columns are
 * centred at their weighted mean and divided by their mean absolute deviation for numerical stability only.
 *
 * @throws {StatsInputError} on unequal lengths, a non-finite or tied-to-exit time, a status not 0/1, a weight ≤ 0, an
 * infinite covariate, a duplicate column name.
 */
export function coxDesign(input: CoxInput): CoxDesign {
  checkCoxInput(input);
  const kept = completeRows(input);
  const n = kept.length;
  const p = input.x.length;
  const time = gather(input.time, kept);
  const start = input.start ? gather(input.start, kept) : null;
  const {times, codes} = timeCodes(start ? [time, start] : [time], {tolerance: true});
  const stratum = input.strata ? Int32Array.from(gather(input.strata, kept)) : new Int32Array(n);
  if (start) {
    for (let k = 0; k < n; ++k) {
      if (codes[1][k] >= codes[0][k]) {
        throw new StatsInputError(`invalid start at row ${kept[k]}: ${start[k]} is not before ${time[k]}`, kept[k]);
      }
    }
  }
  const order = orderByStratum(stratum, codes[0], times.length);
  const sorted = <T extends Int32Array | Float64Array>(from: T): T => from.map((_, k) => from[order[k]]) as T;
  const row = sorted(kept);
  const design = {
    n,
    p,
    events: 0,
    missing: input.time.length - n,
    row,
    times,
    code: sorted(codes[0]),
    startCode: start ? sorted(codes[1]) : null,
    startOrder: start ? orderByStratum(sorted(stratum), sorted(codes[1]), times.length) : null,
    status: Uint8Array.from(gather(input.status, row)),
    weight: input.weights ? gather(input.weights, row) : new Float64Array(n).fill(1),
    offset: centredOffset(input, row),
    ...stratumBounds(sorted(stratum)),
    ...standardised(input, row)
  };
  for (let k = 0; k < n; ++k) design.events += design.status[k];
  return design;
}

function gather(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  const gathered = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; ++k) gathered[k] = values[rows[k]];
  return gathered;
}

/** Positions by stratum ascending, then code descending, then position: a counting sort, one pass a key. */
function orderByStratum(stratum: Int32Array, code: Int32Array, codes: number): Int32Array {
  const positions = code.map((_, k) => k);
  const latestFirst = code.map((c) => codes - 1 - c);
  const byCode = countingSort(positions, latestFirst, codes);
  const strata = [...new Set(stratum)].sort((a, b) => a - b);
  if (strata.length < 2) return byCode;
  const rank = new Map(strata.map((s, k) => [s, k]));
  const key = stratum.map((s) => rank.get(s)!);
  return countingSort(byCode, key, strata.length);
}

function countingSort(order: Int32Array, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (let k = 0; k < order.length; ++k) ++next[key[order[k]] + 1];
  for (let c = 0; c < keys; ++c) next[c + 1] += next[c];
  const sorted = new Int32Array(order.length);
  for (let k = 0; k < order.length; ++k) sorted[next[key[order[k]]]++] = order[k];
  return sorted;
}

function stratumBounds(stratum: Int32Array): {bounds: Int32Array; stratumCode: number[]} {
  const bounds: number[] = [];
  for (let k = 0; k < stratum.length; ++k) if (k === 0 || stratum[k] !== stratum[k - 1]) bounds.push(k);
  return {bounds: Int32Array.from([...bounds, stratum.length]), stratumCode: bounds.map((k) => stratum[k])};
}

function centredOffset({offset}: CoxInput, row: Int32Array): Float64Array {
  const centred = new Float64Array(row.length);
  if (!offset || row.length === 0) return centred;
  let mean = 0;
  for (const i of row) mean += offset[i] / row.length;
  return centred.map((_, k) => offset[row[k]] - mean);
}

function standardised({x: columns, weights}: CoxInput, row: Int32Array): Pick<CoxDesign, "x" | "means" | "scales"> {
  const n = row.length;
  const p = columns.length;
  const x = new Float64Array(n * p);
  const means = new Float64Array(p);
  const scales = new Float64Array(p).fill(1);
  const weight = weights ? gather(weights, row) : new Float64Array(n).fill(1);
  let total = 0;
  for (const w of weight) total += w;
  columns.forEach(({values}, j) => {
    const column = gather(values, row);
    let indicator = true;
    let sum = 0;
    for (let k = 0; k < n; ++k) {
      const v = column[k];
      if (v !== 0 && v !== 1 && v !== -1) indicator = false;
      sum += weight[k] * v;
    }
    if (!indicator) {
      const mean = sum / total;
      let spread = 0;
      for (let k = 0; k < n; ++k) spread += weight[k] * Math.abs(column[k] - mean);
      means[j] = mean;
      if (spread > 0) scales[j] = total / spread;
    }
    for (let k = 0; k < n; ++k) x[k * p + j] = (column[k] - means[j]) * scales[j];
  });
  return {x, means, scales};
}
