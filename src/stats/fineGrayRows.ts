import type {FineGrayInput} from "./fineGray.js";
import {StatsInputError} from "./errors.js";
import {timeCodes} from "./timeCodes.js";

/** Rows of a Fine–Gray model, sorted by time ascending. */
export interface FineGrayRows {
  n: number;
  p: number;
  /** Events of the cause modelled. */
  events: number;
  /** Bounds of each distinct time's rows: time t holds positions bounds[t] … bounds[t + 1] − 1. */
  bounds: Int32Array;
  /** 0 censored, 1 the cause modelled, 2 another cause. */
  kind: Uint8Array;
  /** G(t−), the Kaplan–Meier curve of censoring just before each distinct time. */
  censoring: Float64Array;
  /** Row-major n × p, (value − mean) × scale. */
  x: Float64Array;
  scales: Float64Array;
}

/** Sorts the complete rows; columns are centred and scaled for numerical stability only. */
export function fineGrayRows({time, status, x: columns}: FineGrayInput, cause: number): FineGrayRows {
  const p = columns.length;
  for (const {name, values} of columns) {
    if (values.length !== time.length) {
      throw new StatsInputError(`invalid length of ${name}: ${values.length}, not ${time.length}`);
    }
  }
  const kept: number[] = [];
  for (let i = 0; i < time.length; ++i) {
    let complete = true;
    for (const {name, values} of columns) {
      if (Math.abs(values[i]) === Infinity) throw new StatsInputError(`invalid ${name} at row ${i}: ${values[i]}`, i);
      if (Number.isNaN(values[i])) complete = false;
    }
    if (complete) kept.push(i);
  }
  const n = kept.length;
  const {
    times,
    codes: [code]
  } = timeCodes([Float64Array.from(kept, (i) => time[i])], {tolerance: false});
  const bounds = new Int32Array(times.length + 1);
  for (let k = 0; k < n; ++k) ++bounds[code[k] + 1];
  for (let t = 0; t < times.length; ++t) bounds[t + 1] += bounds[t];
  const next = bounds.slice();
  const row = new Int32Array(n);
  for (let k = 0; k < n; ++k) row[next[code[k]]++] = kept[k];
  const kind = Uint8Array.from(row, (i) => (status[i] === 0 ? 0 : status[i] === cause ? 1 : 2));
  return {
    n,
    p,
    events: kind.reduce((sum, k) => sum + Number(k === 1), 0),
    bounds,
    kind,
    censoring: censoringCurve(times, bounds, kind),
    ...standardise(
      columns.map(({values}) => values),
      row
    )
  };
}

/** As `crr`: G(t−), except that at time exactly 0 the value after the censorings of time 0 is taken. */
function censoringCurve(times: Float64Array, bounds: Int32Array, kind: Uint8Array): Float64Array {
  const n = kind.length;
  const curve = new Float64Array(times.length);
  let g = 1;
  for (let t = 0; t < times.length; ++t) {
    let censored = 0;
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) if (kind[k] === 0) ++censored;
    curve[t] = g;
    g *= (n - bounds[t] - censored) / (n - bounds[t]);
    if (times[t] === 0) curve[t] = g;
  }
  return curve;
}

function standardise(columns: ArrayLike<number>[], row: Int32Array): {x: Float64Array; scales: Float64Array} {
  const n = row.length;
  const p = columns.length;
  const x = new Float64Array(n * p);
  const scales = new Float64Array(p).fill(1);
  columns.forEach((values, j) => {
    let mean = 0;
    for (const i of row) mean += values[i] / n;
    let spread = 0;
    for (const i of row) spread += Math.abs(values[i] - mean) / n;
    // A constant column must stay constant: not the rounding of its mean blown up.
    const constant = spread <= 1e-14 * Math.abs(mean);
    if (!constant && spread > 0) scales[j] = 1 / spread;
    for (let k = 0; k < n; ++k) x[k * p + j] = constant ? 0 : (values[row[k]] - mean) * scales[j];
  });
  return {x, scales};
}
