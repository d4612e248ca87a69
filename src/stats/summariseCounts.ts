import {StatsInputError} from "./errors.js";

/** A sample in numbers; null where there are too few values. */
export interface CountsSummary {
  readonly n: number;
  readonly mean: number | null;
  /** Sample variance, over n − 1; null below two values. */
  readonly variance: number | null;
  readonly min: number | null;
  /** Quantiles of type 7. */
  readonly p5: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/**
 * Describes a sample given as counts of its distinct values, ascending. Equals R's `mean`, `var` and
 * `quantile(type = 7)` of `rep(values, counts)`.
 *
 * @throws {StatsInputError} on unequal lengths
 */
export function summariseCounts(values: Float64Array, counts: Float64Array): CountsSummary {
  if (values.length !== counts.length) {
    throw new StatsInputError(`length mismatch: ${values.length} values, ${counts.length} counts`);
  }
  let [n, sum] = [0, 0];
  for (let i = 0; i < values.length; ++i) {
    n += counts[i];
    sum += counts[i] * values[i];
  }
  let [rest, squares] = [0, 0];
  for (let i = 0; i < values.length; ++i) rest += counts[i] * (values[i] - sum / n);
  const mean = sum / n + rest / n;
  for (let i = 0; i < values.length; ++i) squares += counts[i] * (values[i] - mean) ** 2;
  const at = (p: number) => countedQuantile(values, counts, n, p);
  return {
    n,
    mean: n > 0 ? mean : null,
    variance: n > 1 ? squares / (n - 1) : null,
    min: at(0),
    p5: at(0.05),
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
    p95: at(0.95),
    max: at(1)
  };
}

/** Linear between the order statistics around position (n − 1) p, counted from 0, as `sortedQuantile`. */
function countedQuantile(values: Float64Array, counts: Float64Array, n: number, p: number): number | null {
  if (n === 0) return null;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  let i = 0;
  let passed = counts[0];
  while (passed <= below) passed += counts[++i];
  const low = values[i];
  while (passed <= Math.ceil(position)) passed += counts[++i];
  const high = values[i];
  return low === high ? low : Math.min(high, low + (position - below) * (high - low));
}
