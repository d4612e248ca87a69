import {root} from "./root.js";

/** Points at which the restricted likelihood is looked at for its highest hill. */
const GRID = 200;

/** The weighted mean and the sum of the weights. */
export function weightedMean(y: Float64Array, weights: Float64Array): {mean: number; total: number} {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < y.length; ++i) {
    total += weights[i];
    sum += weights[i] * y[i];
  }
  return {mean: sum / total, total};
}

/**
 * DerSimonian and Laird's estimate of the variance between studies, max(0, (Q − (k − 1)) / (Σw − Σw²/Σw)), w = 1/v the
 * inverse of each study's variance.
 *
 * Source: DerSimonian and Laird (1986), Control. Clin. Trials 7, 177–188.
 */
export function heterogeneityDl(y: Float64Array, variances: Float64Array): number {
  if (y.length < 2) return 0;
  const weights = variances.map((v) => 1 / v);
  const {mean, total} = weightedMean(y, weights);
  const q = y.reduce((sum, value, i) => sum + weights[i] * (value - mean) ** 2, 0);
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  return Math.max(0, (q - (y.length - 1)) / (total - squares / total));
}

/**
 * The variance between studies τ² ≥ 0 at which the restricted likelihood of y ~ N(μ, v + τ²),
 * −½ {Σ log(v + τ²) + log Σw + Σ w (y − μ̂)²}, w = 1/(v + τ²), is largest. The likelihood can have several hills: the
 * highest of a grid is climbed, by the zero of the derivative.
 *
 * Source: Viechtbauer (2005), J. Educ. Behav. Stat. 30, 261–293.
 */
export function heterogeneityReml(y: Float64Array, variances: Float64Array): number {
  if (y.length < 2) return 0;
  // Beyond the squared range of the estimates the likelihood only falls.
  const largest = (Math.max(...y) - Math.min(...y)) ** 2;
  const smallest = Math.min(Math.min(...variances) / 1000, largest / 1000);
  if (largest === 0) return 0;
  const at = (i: number) => (i === 0 ? 0 : smallest * (largest / smallest) ** ((i - 1) / (GRID - 1)));
  let best = 0;
  let height = -Infinity;
  for (let i = 0; i <= GRID; ++i) {
    const {logLikelihood} = restricted(y, variances, at(i));
    if (logLikelihood > height) [best, height] = [i, logLikelihood];
  }
  const slope = (tau2: number) => restricted(y, variances, tau2).slope;
  const low = at(Math.max(0, best - 1));
  const high = at(Math.min(GRID, best + 1));
  if (best === 0 && slope(0) <= 0) return 0;
  return slope(low) > 0 && slope(high) < 0 ? root(slope, low, high) : at(best);
}

/** The restricted log likelihood, up to a constant, and its derivative by τ². */
function restricted(y: Float64Array, variances: Float64Array, tau2: number): {logLikelihood: number; slope: number} {
  const weights = variances.map((v) => 1 / (v + tau2));
  const {mean, total} = weightedMean(y, weights);
  let [logs, q, first, second] = [0, 0, 0, 0];
  for (let i = 0; i < y.length; ++i) {
    const w = weights[i];
    logs += Math.log(w);
    q += w * (y[i] - mean) ** 2;
    first += w * w * (y[i] - mean) ** 2 - w;
    second += w * w;
  }
  return {logLikelihood: (logs - Math.log(total) - q) / 2, slope: (first + second / total) / 2};
}
