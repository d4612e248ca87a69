import type {CoxDesign} from "./coxDesign.js";
import type {CoxTies} from "./coxInput.js";
import {emptyTieSums, forEachRiskSet, tieSums} from "./coxRiskSets.js";
import type {RiskSet, TieSums} from "./coxRiskSets.js";

/** The log partial likelihood and its derivatives at one coefficient vector, in the scale of the design. */
export interface CoxDerivatives {
  loglik: number;
  score: Float64Array;
  /** Observed information, row-major p × p. */
  information: Float64Array;
}

/** Linear predictor xβ + offset of each sorted row; β in the scale of the design. */
export function linearPredictor({n, p, x, offset}: CoxDesign, beta: Float64Array): Float64Array {
  const eta = Float64Array.from(offset);
  for (let k = 0; k < n; ++k) {
    let sum = 0;
    for (let j = 0; j < p; ++j) sum += x[k * p + j] * beta[j];
    eta[k] += sum;
  }
  return eta;
}

/**
 * Log partial likelihood of Cox (1972), ties after Efron (1977) or Breslow (1974), with case weights and strata:
 * Σ_events w η − Σ_times (w̄ Σ_k log D_k), w̄ the mean weight of the events tied at a time, D_k as in {@link TieSums}.
 */
export function coxDerivatives(design: CoxDesign, beta: Float64Array, ties: CoxTies): CoxDerivatives {
  const {p, status, weight, x} = design;
  const eta = linearPredictor(design, beta);
  const score = new Float64Array(p);
  const packed = new Float64Array((p * (p + 1)) / 2);
  const sums = emptyTieSums();
  let loglik = 0;
  forEachRiskSet(design, eta.map(Math.exp), {second: true}, (set) => {
    const mean = set.deathWeight / set.deaths;
    tieSums(set, ties, sums);
    loglik -= mean * sums.log;
    for (let k = set.first; k < set.end; ++k) {
      if (status[k] === 0) continue;
      loglik += weight[k] * eta[k];
      for (let j = 0; j < p; ++j) score[j] += weight[k] * x[k * p + j];
    }
    for (let j = 0; j < p; ++j) score[j] -= mean * (set.s1[j] * sums.h - set.d1[j] * sums.fh);
    addInformation(set, sums, mean, p, packed);
  });
  return {loglik, score, information: unpack(packed, p)};
}

/** Adds `factor` × the information of one event time to a packed lower triangle. */
export function addInformation(set: RiskSet, sums: TieSums, factor: number, p: number, packed: Float64Array): void {
  const {s0, s1, s2, d1, d2} = set;
  const {h, fh, q, fq, ffq} = sums;
  for (let i = 0, m = 0; i < p; ++i) {
    const a = ((s1[i] / s0) * q - (d1[i] / s0) * fq) / s0;
    const b = ((s1[i] / s0) * fq - (d1[i] / s0) * ffq) / s0;
    for (let j = 0; j <= i; ++j, ++m) packed[m] += factor * (s2[m] * h - d2[m] * fh - a * s1[j] + b * d1[j]);
  }
}

/** Row-major symmetric matrix of a packed lower triangle. */
export function unpack(packed: Float64Array, p: number): Float64Array {
  const full = new Float64Array(p * p);
  for (let i = 0, m = 0; i < p; ++i) {
    for (let j = 0; j <= i; ++j, ++m) {
      full[i * p + j] = packed[m];
      full[j * p + i] = packed[m];
    }
  }
  return full;
}
