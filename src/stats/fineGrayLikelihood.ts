import {unpack} from "./coxLikelihood.js";
import type {FineGrayRows} from "./fineGrayRows.js";

/** Log pseudo-likelihood and its derivatives, in the scale of the rows. */
export interface FineGrayDerivatives {
  loglik: number;
  score: Float64Array;
  /** Row-major p × p. */
  information: Float64Array;
  /** Per distinct time with events of the cause: the risk-set sum and, row-major, the risk-set mean; else 0. */
  s0: Float64Array;
  mean: Float64Array;
}

/** exp(xβ) of each sorted row. */
export function fineGrayRisk({n, p, x}: FineGrayRows, beta: Float64Array): Float64Array {
  const risk = new Float64Array(n);
  for (let k = 0; k < n; ++k) {
    let eta = 0;
    for (let j = 0; j < p; ++j) eta += x[k * p + j] * beta[j];
    risk[k] = Math.exp(eta);
  }
  return risk;
}

/**
 * One pass from the last time to the first. The risk set at t is those still followed, plus those with another event
 * before t weighted by G(t−) / G(X−); the second sum is G(t−) times a sum that does not depend on t, which starts as
 * that over all such rows and loses each as t passes its X.
 */
export function fineGrayDerivatives(rows: FineGrayRows, beta: Float64Array): FineGrayDerivatives {
  const {n, p, bounds, kind, censoring, x} = rows;
  const steps = bounds.length - 1;
  const size = (p * (p + 1)) / 2;
  const width = 1 + p + size;
  const risk = fineGrayRisk(rows, beta);
  const followed = new Float64Array(width);
  const competing = new Float64Array(width);
  const total = new Float64Array(width);
  const score = new Float64Array(p);
  const packed = new Float64Array(size);
  const s0 = new Float64Array(steps);
  const mean = new Float64Array(steps * p);
  let loglik = 0;
  let left = 0;
  for (let t = 0; t < steps; ++t) {
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) {
      if (kind[k] !== 2) continue;
      addMoments(competing, x, k, p, risk[k] / censoring[t]);
      ++left;
    }
  }
  for (let t = steps - 1; t >= 0; --t) {
    let events = 0;
    for (let k = bounds[t]; k < bounds[t + 1]; ++k) {
      addMoments(followed, x, k, p, risk[k]);
      if (kind[k] === 2) {
        addMoments(competing, x, k, p, -risk[k] / censoring[t]);
        --left;
      }
      if (kind[k] !== 1) continue;
      ++events;
      loglik += Math.log(risk[k]);
      for (let j = 0; j < p; ++j) score[j] += x[k * p + j];
    }
    if (left === 0) competing.fill(0);
    if (events === 0) continue;
    for (let m = 0; m < width; ++m) total[m] = followed[m] + censoring[t] * competing[m];
    s0[t] = total[0];
    loglik -= events * Math.log(total[0]);
    for (let i = 0, m = 0; i < p; ++i) {
      const mi = total[1 + i] / total[0];
      mean[t * p + i] = mi;
      score[i] -= events * mi;
      for (let j = 0; j <= i; ++j, ++m) {
        packed[m] += events * (total[1 + p + m] / total[0] - mi * mean[t * p + j]);
      }
    }
  }
  return {loglik: n > 0 ? loglik : 0, score, information: unpack(packed, p), s0, mean};
}

/** Adds r·{1, x, xxᵗ} of row k. */
function addMoments(sum: Float64Array, x: Float64Array, k: number, p: number, r: number): void {
  const base = k * p;
  sum[0] += r;
  for (let i = 0, m = 1 + p; i < p; ++i) {
    const rx = r * x[base + i];
    sum[1 + i] += rx;
    for (let j = 0; j <= i; ++j, ++m) sum[m] += rx * x[base + j];
  }
}
