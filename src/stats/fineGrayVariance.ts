import {fineGrayDerivatives, fineGrayRisk} from "./fineGrayLikelihood.js";
import type {FineGrayRows} from "./fineGrayRows.js";

/**
 * Variance of the score, Σ (η + ψ)(η + ψ)ᵗ (Fine & Gray 1999, section 3; the middle of `crr`'s variance), row-major.
 *
 * η_i is the integral of w_i(t) (x_i − x̄(t)) against the subdistribution martingale; ψ_i the part of the estimated
 * censoring curve, ∫ q(u) / n(u) dM^c_i(u). Both are running sums over time: up to X_i a row gathers the hazard, after X_i
 * a row with another event gathers it weighted by G(t−) / G(X−).
 */
export function fineGrayScoreVariance(rows: FineGrayRows, beta: Float64Array): Float64Array {
  const {n, p, bounds, kind, censoring, x} = rows;
  const steps = bounds.length - 1;
  const risk = fineGrayRisk(rows, beta);
  const {s0, mean} = fineGrayDerivatives(rows, beta);
  const {before, after} = hazardTotals(rows, s0, mean);
  const width = p + 1;
  // Over those with another event before t: Σ risk / G(X−) · {1, x}.
  const competing = new Float64Array(width);
  const psi = new Float64Array(p);
  const q = new Float64Array(p);
  const residual = new Float64Array(p);
  const variance = new Float64Array(p * p);
  for (let t = 0; t < steps; ++t) {
    const atRisk = n - bounds[t];
    let censored = 0;
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) if (kind[k] === 0) ++censored;
    for (let j = 0; j < p; ++j) {
      // Weighted hazard still to come, this time's events included.
      q[j] = competing[1 + j] * after[t * width] - competing[0] * after[t * width + 1 + j];
      psi[j] -= (censored * q[j]) / (atRisk * atRisk);
    }
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) {
      for (let j = 0; j < p; ++j) {
        const v = x[k * p + j];
        let r = psi[j] - risk[k] * (v * before[t * width] - before[t * width + 1 + j]);
        if (kind[k] === 0) r += q[j] / atRisk;
        if (kind[k] === 1) r += v - mean[t * p + j];
        if (kind[k] === 2) {
          const later = (t + 1) * width;
          r -= (risk[k] / censoring[t]) * (v * after[later] - after[later + 1 + j]);
        }
        residual[j] = r;
      }
      for (let i = 0; i < p; ++i) for (let j = 0; j < p; ++j) variance[i * p + j] += residual[i] * residual[j];
    }
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) {
      if (kind[k] !== 2) continue;
      const weight = risk[k] / censoring[t];
      competing[0] += weight;
      for (let j = 0; j < p; ++j) competing[1 + j] += weight * x[k * p + j];
    }
  }
  return variance;
}

/**
 * Totals of {dΛ, x̄ dΛ} at each time: `before` over the times up to and with it, `after` over it and all later ones, there
 * weighted by G(t−). Each row-major times × (p + 1), `after` with a last row of 0.
 */
function hazardTotals(
  {p, bounds, kind, censoring}: FineGrayRows,
  s0: Float64Array,
  mean: Float64Array
): {before: Float64Array; after: Float64Array} {
  const steps = bounds.length - 1;
  const width = p + 1;
  const before = new Float64Array(steps * width);
  const after = new Float64Array((steps + 1) * width);
  for (let t = 0; t < steps; ++t) {
    let events = 0;
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) if (kind[k] === 1) ++events;
    if (events === 0) continue;
    const hazard = events / s0[t];
    for (let m = 0; m < width; ++m) {
      const value = m === 0 ? hazard : hazard * mean[t * p + m - 1];
      before[t * width + m] = value;
      after[t * width + m] = censoring[t] * value;
    }
  }
  for (let m = width; m < steps * width; ++m) before[m] += before[m - width];
  for (let m = steps * width - 1; m >= 0; --m) after[m] += after[m + width];
  return {before, after};
}
