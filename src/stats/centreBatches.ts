import {StatsInputError} from "./errors.js";
import {sortedQuantile} from "./quantile.js";
import {presentValues, type Values} from "./valuesInput.js";

/**
 * Values without the shift between batches: the median of a value's batch is taken off and that of all values put on.
 * What differs between batches for another reason, such as who is in them, is taken off as well. Missing values (null,
 * NaN) are NaN. A batch of one value becomes the median of all.
 *
 * @param batch code of each value's batch, 0, 1, …
 * @throws {StatsInputError} on unequal lengths, an infinite value, or a code that is not a whole number ≥ 0
 */
export function centreBatches(values: Values, batch: ArrayLike<number>): Float64Array {
  if (batch.length !== values.length) {
    throw new StatsInputError(`length mismatch: ${values.length} values, ${batch.length} batches`);
  }
  const byBatch = new Map<number, (number | null)[]>();
  for (let i = 0; i < values.length; ++i) {
    const code = batch[i];
    if (!(code >= 0 && Number.isInteger(code))) throw new StatsInputError(`invalid batch at index ${i}: ${code}`, i);
    const own = byBatch.get(code) ?? [];
    byBatch.set(code, own);
    own.push(values[i]);
  }
  const overall = median(values) ?? NaN;
  const medians = new Map([...byBatch].map(([code, own]) => [code, median(own) ?? NaN]));
  return Float64Array.from({length: values.length}, (_, i) => {
    const value = values[i];
    return value === null ? NaN : value - medians.get(batch[i])! + overall;
  });
}

function median(values: Values): number | null {
  return sortedQuantile(presentValues(values).slice().sort(), 0.5);
}
