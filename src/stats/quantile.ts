import {StatsInputError} from "./errors.js";
import type {Values} from "./valuesInput.js";
import {presentValues} from "./valuesInput.js";

/**
 * Sample quantiles of type 7: linear between the order statistics around position (n − 1) p, counted from 0. Missing
 * values (null, NaN) are left out; all null without values. Equals R's `quantile(values, probs, na.rm = TRUE)`.
 *
 * Source: Hyndman and Fan (1996), Am. Stat. 50, 361–365.
 *
 * @throws {StatsInputError} on an infinite value or a probability outside [0, 1], with its index.
 */
export function quantiles(values: Values, probs: readonly number[]): (number | null)[] {
  const sorted = presentValues(values).slice().sort();
  return probs.map((p, i) => {
    if (!(p >= 0 && p <= 1)) throw new StatsInputError(`invalid probability at index ${i}: ${p}`, i);
    return sortedQuantile(sorted, p);
  });
}

/** One sample quantile of type 7; as {@link quantiles}. */
export function quantile(values: Values, p: number): number | null {
  return quantiles(values, [p])[0];
}

/** The same of values already sorted and complete. */
export function sortedQuantile(sorted: Float64Array, p: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const weight = position - below;
  const low = sorted[below];
  const high = sorted[Math.ceil(position)];
  // Each step of this form rounds monotonically, unlike (1 − w) low + w high: quantiles must not fall as p rises, nor
  // pass the value above.
  return low === high ? low : Math.min(high, low + weight * (high - low));
}
