import {StatsInputError} from "./errors.js";
import {gatherRows, rowsByStratum} from "./rowsByStratum.js";
import {quantiles} from "./quantile.js";

/**
 * One bootstrap sample as counts: how often each of n rows was drawn, with replacement; within strata, each stratum keeps
 * its size.
 *
 * @param uniform next number of a seeded generator, in [0, 1)
 */
export function bootstrapCounts(n: number, uniform: () => number, strata?: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(n);
  for (const rows of rowsByStratum(n, strata)) {
    for (let k = 0; k < rows.length; ++k) ++counts[rows[Math.floor(uniform() * rows.length)]];
  }
  return counts;
}

/** Percentile limits of bootstrap values (type 7 quantiles); null where fewer than nine in ten samples gave a value. */
export function percentileInterval(
  values: readonly (number | null)[],
  confLevel = 0.95
): {lower: number | null; upper: number | null} {
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confLevel: ${confLevel}`);
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0 || known.length < 0.9 * values.length) return {lower: null, upper: null};
  const [lower, upper] = quantiles(known, [(1 - confLevel) / 2, (1 + confLevel) / 2]);
  return {lower, upper};
}

/** The rows that were drawn, and how often. */
export function drawnRows(counts: ArrayLike<number>): {rows: Int32Array; weights: Float64Array} {
  const rows = Int32Array.from(counts, (_, i) => i).filter((i) => counts[i] > 0);
  return {rows, weights: gatherRows(counts, rows)};
}
