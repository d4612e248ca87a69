import {criticalValue} from "./countsInput.js";
import {StatsInputError} from "./errors.js";
import {chiSquaredUpper} from "./gammaDistribution.js";
import {heterogeneityDl, heterogeneityReml, weightedMean} from "./heterogeneity.js";
import {normalTwoSided} from "./normalDistribution.js";

export interface PooledEstimate {
  estimate: number;
  stdErr: number;
  /** Normal confidence limits. */
  lower: number;
  upper: number;
  /** Of a test that the estimate is 0, with its two-sided p. */
  z: number;
  p: number;
  /** Share of each study in the estimate; sums to 1. */
  weights: number[];
}

export interface Pooled {
  fixed: PooledEstimate;
  random: PooledEstimate;
  /** Variance between studies. */
  tau2: number;
  /** Cochran's Q on k − 1 degrees of freedom; p is null for one study. */
  q: number;
  df: number;
  pHeterogeneity: number | null;
  /** Share of the variation that is not chance, max(0, (Q − df)/Q). */
  iSquared: number;
}

export interface PoolOptions {
  /** How τ² is estimated: restricted maximum likelihood, or DerSimonian and Laird's moments. */
  method?: "REML" | "DL";
  confLevel?: number;
}

/**
 * Pools estimates of independent studies (log hazard ratios, log odds ratios, differences) by inverse variance.
 *
 * Fixed effect: weights 1/s², standard error (Σ 1/s²)^−½. Random effects: weights 1/(s² + τ²). Q = Σ (y − μ̂)²/s². Null
 * without studies. Equals R's `metafor::rma(yi, sei = stdErrs, method = "EE")` and `method = "REML"` or `"DL"`, its iterations
 * carried to the maximum; I² is that of Q, which metafor gives for "DL" (for "REML" it gives τ²/(τ² + s²) for a typical s²).
 *
 * Source: Higgins and Thompson (2002), Stat. Med. 21, 1539–1558; Viechtbauer (2005), J. Educ. Behav. Stat. 30, 261–293.
 *
 * @throws {StatsInputError} on unequal lengths, an estimate that is not finite, a standard error that is not positive and
 *   finite (with the index); an unknown method; unless 0 < confLevel < 1.
 */
export function poolEstimates(
  estimates: ArrayLike<number>,
  stdErrs: ArrayLike<number>,
  {method = "REML", confLevel = 0.95}: PoolOptions = {}
): Pooled | null {
  check(estimates, stdErrs);
  const critical = criticalValue(confLevel);
  if (method !== "REML" && method !== "DL") throw new StatsInputError(`unknown method: ${String(method)}`);
  if (estimates.length === 0) return null;
  const y = Float64Array.from(estimates);
  const variances = Float64Array.from(stdErrs, (s) => s * s);
  const tau2 = method === "DL" ? heterogeneityDl(y, variances) : heterogeneityReml(y, variances);
  const fixed = pooled(y, variances, 0, critical);
  const df = y.length - 1;
  // Rounding leaves a trifle of the Q of a single study.
  const q = df === 0 ? 0 : y.reduce((sum, value, i) => sum + (value - fixed.estimate) ** 2 / variances[i], 0);
  return {
    fixed,
    random: pooled(y, variances, tau2, critical),
    tau2,
    q,
    df,
    pHeterogeneity: df > 0 ? chiSquaredUpper(q, df) : null,
    iSquared: q > 0 ? Math.max(0, (q - df) / q) : 0
  };
}

function pooled(y: Float64Array, variances: Float64Array, tau2: number, critical: number): PooledEstimate {
  const weights = variances.map((v) => 1 / (v + tau2));
  const {mean: estimate, total} = weightedMean(y, weights);
  const stdErr = 1 / Math.sqrt(total);
  const z = estimate / stdErr;
  return {
    estimate,
    stdErr,
    lower: estimate - critical * stdErr,
    upper: estimate + critical * stdErr,
    z,
    p: normalTwoSided(z),
    weights: Array.from(weights, (w) => w / total)
  };
}

function check(estimates: ArrayLike<number>, stdErrs: ArrayLike<number>): void {
  if (estimates.length !== stdErrs.length) {
    throw new StatsInputError(`length mismatch: ${estimates.length} estimates, ${stdErrs.length} standard errors`);
  }
  for (let i = 0; i < estimates.length; ++i) {
    if (!Number.isFinite(estimates[i])) {
      throw new StatsInputError(`invalid estimate at index ${i}: ${estimates[i]}`, i);
    }
    const variance = stdErrs[i] * stdErrs[i];
    if (!(stdErrs[i] > 0 && variance > 0 && Number.isFinite(1 / variance) && variance < Infinity)) {
      throw new StatsInputError(`invalid standard error at index ${i}: ${stdErrs[i]}`, i);
    }
  }
}
