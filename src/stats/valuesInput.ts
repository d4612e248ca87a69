import {StatsInputError} from "./errors.js";

/** Measurements; null and NaN are missing. */
export type Values = ArrayLike<number | null>;

/** The values that are not missing, in their order. @throws {StatsInputError} on an infinite value, with its index. */
export function presentValues(values: Values): Float64Array {
  const present = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; ++i) {
    const value = values[i];
    if (value === null || Number.isNaN(value)) continue;
    if (!Number.isFinite(value)) throw new StatsInputError(`invalid value at index ${i}: ${value}`, i);
    present[n++] = value;
  }
  return present.subarray(0, n);
}

/** All samples in one, one after the other. */
export function pooledValues(samples: readonly Float64Array[]): Float64Array {
  const pooled = new Float64Array(samples.reduce((sum, sample) => sum + sample.length, 0));
  let start = 0;
  for (const sample of samples) {
    pooled.set(sample, start);
    start += sample.length;
  }
  return pooled;
}

/** Mean and sum of squared deviations from it, by two passes with the rounding of the first corrected. */
export function moments(values: Float64Array): {mean: number; squares: number} {
  const rough = values.reduce((a, b) => a + b, 0) / values.length;
  let rest = 0;
  for (const v of values) rest += v - rough;
  const mean = rough + rest / values.length;
  let squares = 0;
  for (const v of values) squares += (v - mean) ** 2;
  return {mean, squares};
}

/** Sample variance, squared deviations over n − 1; NaN below two values. */
export function variance(values: Float64Array): number {
  return values.length < 2 ? NaN : moments(values).squares / (values.length - 1);
}
