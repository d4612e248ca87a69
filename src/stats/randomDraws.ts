import type {Factor} from "./cholesky.js";

/** Next number of a seeded generator, in [0, 1). */
export type Uniform = () => number;

/** A draw from the standard normal distribution, by Marsaglia’s polar method. */
export function drawNormal(uniform: Uniform): number {
  for (;;) {
    const u = 2 * uniform() - 1;
    const s = u * u + (2 * uniform() - 1) ** 2;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/**
 * A draw from the chi-squared distribution: twice a gamma variate of shape df / 2.
 *
 * Source: Marsaglia and Tsang (2000), ACM Trans Math Softw 26, 363–372.
 *
 * @param df at least 2
 * @throws {RangeError} on fewer degrees of freedom.
 */
export function drawChiSquared(df: number, uniform: Uniform): number {
  if (!(df >= 2)) throw new RangeError(`invalid df: ${df}`);
  const d = df / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(uniform);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}

/** A draw from the normal distribution with mean 0 whose precision matrix was factored; 0 in its unusable columns. */
export function drawWithPrecision({size, ld}: Factor, uniform: Uniform): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; ++i) {
    const d = ld[i * size + i];
    x[i] = d === 0 ? 0 : drawNormal(uniform) / Math.sqrt(d);
  }
  // A = L D Lᵗ, so that Lᵗ x = D^(−½) z has variance A⁻¹.
  for (let i = size - 1; i >= 0; --i) {
    if (ld[i * size + i] === 0) x[i] = 0;
    else for (let k = 0; k < i; ++k) if (ld[k * size + k] !== 0) x[k] -= ld[i * size + k] * x[i];
  }
  return x;
}
