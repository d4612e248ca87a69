import type {CoxFit} from "./coxFit.js";
import {StatsInputError} from "./errors.js";
import {criticalValue} from "./survivalCurve.js";

/** Excess of the joint hazard ratio over the sum of the single ones; 0 = the effects add up. */
export interface RelativeExcessRisk {
  readonly estimate: number;
  readonly stdErr: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Relative excess risk due to interaction, RERI = HR₁₁ − HR₁₀ − HR₀₁ + 1: interaction on the additive scale, each hazard
 * ratio given as a contrast of the same fit against the same reference. Limits are normal, by the delta method. Null if a
 * coefficient that it needs is not estimated.
 *
 * Source: Rothman (1986), Modern Epidemiology; Hosmer and Lemeshow (1992), Epidemiology 3, 452–456.
 *
 * @param both weights of the columns in the contrast with both exposures; `first` and `second` with one of them
 * @throws {StatsInputError} on a contrast of another length than the fit has coefficients
 */
export function relativeExcessRisk(
  {beta, vcov, coefficients}: CoxFit,
  {both, first, second}: Readonly<Record<"both" | "first" | "second", ArrayLike<number>>>,
  confLevel = 0.95
): RelativeExcessRisk | null {
  const p = beta.length;
  const z = criticalValue(confLevel);
  const contrasts = [both, first, second];
  for (const {length} of contrasts) {
    if (length !== p) throw new StatsInputError(`invalid contrast: ${length} weights, not ${p}`);
  }
  if (coefficients.some(({status}, j) => status !== "estimated" && contrasts.some((c) => c[j] !== 0))) return null;
  const [hr11, hr10, hr01] = contrasts.map((c) => Math.exp(beta.reduce((sum, b, j) => sum + c[j] * b, 0)));
  const gradient = beta.map((_, j) => both[j] * hr11 - first[j] * hr10 - second[j] * hr01);
  let variance = 0;
  for (let i = 0; i < p; ++i) for (let j = 0; j < p; ++j) variance += gradient[i] * vcov[i * p + j] * gradient[j];
  const estimate = hr11 - hr10 - hr01 + 1;
  const stdErr = Math.sqrt(Math.max(0, variance));
  return {estimate, stdErr, lower: estimate - z * stdErr, upper: estimate + z * stdErr};
}
