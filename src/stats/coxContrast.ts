import {cholesky, quadraticForm} from "./cholesky.js";
import type {CoxFit} from "./coxFit.js";
import {chiSquaredTest, type CoxTest} from "./coxTable.js";
import {normalQuantile, normalUpper} from "./distributions.js";
import {StatsInputError} from "./errors.js";

/** A linear combination of coefficients, and the hazard ratio that it is the logarithm of. */
export interface CoxContrast {
  readonly estimate: number;
  readonly stdErr: number;
  /** Two-sided Wald test; null where estimate and error are 0. */
  readonly p: number | null;
  readonly hazardRatio: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Σ cⱼ βⱼ of a fit with its standard error √(cᵗ V c), robust where the fit is: the log hazard ratio between two patients
 * whose design columns differ by c. Null if a coefficient that it needs is not estimated.
 *
 * @param weights one number a column.
 * @throws {StatsInputError} on another number of weights, or unless 0 < confLevel < 1.
 */
export function coxContrast(fit: CoxFit, weights: ArrayLike<number>, confLevel = 0.95): CoxContrast | null {
  const {beta, vcov, coefficients} = fit;
  const p = beta.length;
  if (weights.length !== p) throw new StatsInputError(`invalid contrast: ${weights.length} weights, not ${p}`);
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confLevel: ${confLevel}`);
  if (coefficients.some(({status}, j) => weights[j] !== 0 && status !== "estimated")) return null;
  let estimate = 0;
  let variance = 0;
  for (let i = 0; i < p; ++i) {
    estimate += weights[i] * beta[i];
    for (let j = 0; j < p; ++j) variance += weights[i] * vcov[i * p + j] * weights[j];
  }
  const stdErr = Math.sqrt(Math.max(0, variance));
  const margin = normalQuantile((1 + confLevel) / 2) * stdErr;
  return {
    estimate,
    stdErr,
    p: stdErr > 0 ? 2 * normalUpper(Math.abs(estimate / stdErr)) : null,
    hazardRatio: Math.exp(estimate),
    lower: Math.exp(estimate - margin),
    upper: Math.exp(estimate + margin)
  };
}

/**
 * Wald test that some coefficients of a fit are all 0, βᵗ V⁻¹ β over their columns: one p-value for a factor, a spline,
 * or its curved part. Null if one of them is not estimated.
 *
 * @param names of the columns.
 * @throws {StatsInputError} on no column, or one that the fit does not have.
 */
export function coxWaldTest(fit: CoxFit, names: readonly string[]): CoxTest | null {
  const p = fit.beta.length;
  const columns = names.map((name) => fit.coefficients.findIndex((d) => d.name === name));
  if (columns.length === 0 || columns.includes(-1)) throw new StatsInputError(`unknown columns: ${names.join(", ")}`);
  if (columns.some((j) => fit.coefficients[j].status !== "estimated")) return null;
  const scales = columns.map((j) => Math.sqrt(fit.vcov[j * p + j]));
  // As correlations, so that the pivot tolerance does not depend on the units of the columns.
  const matrix = Float64Array.from(
    columns.flatMap((i, a) => columns.map((j, b) => fit.vcov[i * p + j] / (scales[a] * scales[b])))
  );
  const factor = cholesky(matrix, columns.length);
  if (factor.rank < columns.length) return null;
  const chisq = quadraticForm(
    factor,
    columns.map((j, a) => fit.beta[j] / scales[a])
  );
  return chiSquaredTest(chisq, columns.length);
}
