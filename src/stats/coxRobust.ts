import {cholesky, quadraticForm} from "./cholesky.js";
import type {CoxDesign} from "./coxDesign.js";
import type {CoxInput, CoxTies} from "./coxInput.js";
import {dfbetaResiduals, scoreResiduals} from "./coxResiduals.js";

/**
 * Sandwich variance DᵗD of Lin & Wei (1989), D the dfbeta residuals summed within clusters (each row its own cluster
 * without `cluster`), and the score statistic with the matching variance at β = 0. Equals `coxph(…, cluster)`'s `var`
 * and `rscore`.
 */
export function robustVariance(
  input: CoxInput,
  design: CoxDesign,
  ties: CoxTies,
  beta: Float64Array,
  naiveVcov: Float64Array,
  scoreAtZero: Float64Array
): {vcov: Float64Array; score: number} {
  const {p, n, scales} = design;
  const vcov = crossProduct(byCluster(input, design, dfbetaResiduals({design, beta, ties, naiveVcov})), p);
  const atZero = scoreResiduals({design, beta: new Float64Array(p), ties});
  const rows = Int32Array.from(design.row).sort();
  // In the scale of the design, as scoreAtZero is.
  for (let i = 0; i < n; ++i) {
    for (let j = 0; j < p; ++j) atZero[i * p + j] *= (input.weights?.[rows[i]] ?? 1) * scales[j];
  }
  const variance = crossProduct(byCluster(input, design, atZero), p);
  return {vcov, score: quadraticForm(cholesky(variance, p), scoreAtZero)};
}

/** Rows of p numbers summed within clusters. */
function byCluster({cluster}: CoxInput, {n, p, row}: CoxDesign, values: Float64Array): Float64Array {
  if (!cluster) return values;
  const rows = Int32Array.from(row).sort();
  const place = new Map<number, number>();
  for (const i of rows) if (!place.has(cluster[i])) place.set(cluster[i], place.size);
  const sums = new Float64Array(place.size * p);
  for (let k = 0; k < n; ++k) {
    const at = place.get(cluster[rows[k]])! * p;
    for (let j = 0; j < p; ++j) sums[at + j] += values[k * p + j];
  }
  return sums;
}

function crossProduct(rows: Float64Array, p: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let base = 0; base < rows.length; base += p) {
    for (let i = 0; i < p; ++i) for (let j = 0; j < p; ++j) product[i * p + j] += rows[base + i] * rows[base + j];
  }
  return product;
}
