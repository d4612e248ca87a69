/** Ascending times, and each input time as an index into them. */
export interface TimeIndex {
  /** Ascending; every time that occurs, or stands for tied ones, is among them. */
  times: Float64Array;
  /** One array for each input array: `times[codes[k][i]]` is the time of `inputs[k][i]`. */
  codes: readonly ArrayLike<number>[];
}

/** Distinct times in ascending order, and each input time as an index into them. */
export interface TimeCodes extends TimeIndex {
  /** Distinct times, ascending; of a chain of tied times, the smallest. */
  times: Float64Array;
  /** One array for each input array: `times[codes[k][i]]` is the time of `inputs[k][i]`. */
  codes: Int32Array[];
}

/** R's `sqrt(.Machine$double.eps)`, the tolerance of `aeqSurv`. */
const TIE_TOLERANCE = 1.490116119384766e-8;

/** Whole-number times up to this are coded through a table of presence instead of a sort. */
const TABLE_LIMIT = 1 << 20;

/**
 * Replaces times by their rank among the distinct times, so that later comparisons are between integers.
 *
 * With `tolerance: true` (survfit, survdiff and coxph with `timefix = TRUE`), times which differ only by rounding are
 * tied: all finite times of all inputs (entries and exits) are pooled and sorted; neighbours whose gap, or gap divided
 * by the mean of the absolute distinct times, is at most √ε = 1.49e-8 are one time; ties chain, and the smallest of a
 * chain stands for it. With `tolerance: false` (cmprsk) only equal times are tied.
 *
 * Every time must be finite; check before.
 */
export function timeCodes(inputs: readonly ArrayLike<number>[], {tolerance}: {tolerance: boolean}): TimeCodes {
  return wholeTimes(inputs) ?? sortedTimes(inputs, tolerance);
}

/**
 * As `timeCodes`, but free for whole-number times where there are more of them than their range is wide: `times` is then
 * every whole number up to the largest, whether it occurs or not, and each time its own index. For counting by time.
 */
export function timeIndex(inputs: readonly ArrayLike<number>[], {tolerance}: {tolerance: boolean}): TimeIndex {
  const max = largestWhole(inputs);
  const rows = inputs.length > 0 ? inputs[0].length : 0;
  if (max === undefined || max >= rows) return timeCodes(inputs, {tolerance});
  return {times: Float64Array.from({length: max + 1}, (_, t) => t), codes: inputs};
}

/** The largest of whole numbers from 0; undefined if one is none, or too large for a table. */
function largestWhole(inputs: readonly ArrayLike<number>[]): number | undefined {
  let max = 0;
  for (const input of inputs) {
    for (let i = 0, n = input.length; i < n; ++i) {
      const t = input[i];
      if (!(t >= 0 && t < TABLE_LIMIT && t === Math.floor(t))) return undefined;
      if (t > max) max = t;
    }
  }
  return max;
}

/** Whole-number times are at least 1 apart and, below the limit, never tied by the tolerance. */
function wholeTimes(inputs: readonly ArrayLike<number>[]): TimeCodes | undefined {
  const max = largestWhole(inputs);
  if (max === undefined) return undefined;
  const codeOf = new Int32Array(max + 1);
  for (const input of inputs) for (let i = 0, n = input.length; i < n; ++i) codeOf[input[i]] = 1;
  let count = 0;
  for (let t = 0; t <= max; ++t) if (codeOf[t] === 1) codeOf[t] = count++;
  const times = new Float64Array(count);
  const codes = inputs.map((input) => {
    const code = new Int32Array(input.length);
    for (let i = 0, n = input.length; i < n; ++i) {
      code[i] = codeOf[input[i]];
      times[code[i]] = input[i];
    }
    return code;
  });
  return {times, codes};
}

function sortedTimes(inputs: readonly ArrayLike<number>[], tolerance: boolean): TimeCodes {
  const pooled = new Float64Array(inputs.reduce((n, input) => n + input.length, 0));
  let offset = 0;
  for (const input of inputs) {
    pooled.set(input, offset);
    offset += input.length;
  }
  pooled.sort();
  const distinct = pooled.filter((t, i) => i === 0 || t !== pooled[i - 1]);
  const start = tolerance ? chainStarts(distinct) : undefined;
  const times = start ? distinct.filter((_, i) => start[i] === i) : distinct;
  const codeOf = new Int32Array(distinct.length);
  for (let i = 1, code = 0; i < distinct.length; ++i) codeOf[i] = start && start[i] !== i ? code : ++code;
  const codes = inputs.map((input) => {
    const code = new Int32Array(input.length);
    for (let i = 0, n = input.length; i < n; ++i) code[i] = codeOf[find(distinct, input[i])];
    return code;
  });
  return {times, codes};
}

/** For each distinct time, the position of the first time of its chain. */
function chainStarts(distinct: Float64Array): Int32Array {
  let mean = 0;
  for (const t of distinct) mean += Math.abs(t) / distinct.length;
  const start = new Int32Array(distinct.length);
  for (let i = 1; i < distinct.length; ++i) {
    const gap = distinct[i] - distinct[i - 1];
    start[i] = gap <= TIE_TOLERANCE || gap / mean <= TIE_TOLERANCE ? start[i - 1] : i;
  }
  return start;
}

function find(sorted: Float64Array, value: number): number {
  let lo = 0;
  let hi = sorted.length - 1;
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (sorted[mid] < value) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
