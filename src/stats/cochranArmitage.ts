import {checkProportion} from "./countsInput.js";
import {StatsInputError} from "./errors.js";
import {chiSquaredUpper} from "./gammaDistribution.js";

export interface TrendResult {
  /** Signed: positive when the proportion rises with the score. Null, with the others, when nothing varies. */
  z: number | null;
  chisq: number | null;
  p: number | null;
}

/** Successes of trials at scores. */
export interface TrendCounts {
  readonly x: ArrayLike<number>;
  readonly n: ArrayLike<number>;
  /** 1, 2, …, k unless given. */
  readonly score?: ArrayLike<number>;
}

/**
 * Cochran–Armitage test for a trend in proportions x[i] / n[i] over scores (1, 2, …, k unless given), two-sided.
 *
 * U = Σ s (x − n p̄), V = p̄ (1 − p̄) {Σ n s² − (Σ n s)² / N}, z = U / √V, z² on 1 degree of freedom. Null when all or none
 * succeed, or all trials share one score. Equals R's `prop.trend.test(x, n, score)`.
 *
 * Source: Armitage (1955), Biometrics 11, 375–386.
 *
 * @throws {StatsInputError} on unequal lengths, x or n no counts or x > n, a score that is not finite; with the index.
 */
export function cochranArmitage(
  x: ArrayLike<number>,
  n: ArrayLike<number>,
  score: ArrayLike<number> = Array.from(x, (_, i) => i + 1)
): TrendResult {
  return stratifiedTrend([{x, n, score}]);
}

/**
 * Test for a trend in proportions within strata: U and V of {@link cochranArmitage} summed over the strata, two-sided. It
 * is the score test of a common slope in a logistic model with an intercept for each stratum, R's
 * `anova(glm(cbind(x, n − x) ~ stratum), glm(… ~ stratum + score), test = "Rao")`. A stratum in which all or none succeed,
 * or all trials share one score, adds nothing; null when none adds anything.
 *
 * Source: Mantel (1963), J Am Stat Assoc 58, 690–700, with N in place of N − 1 in the variance.
 *
 * @throws {StatsInputError} as {@link cochranArmitage}.
 */
export function stratifiedTrend(strata: readonly TrendCounts[]): TrendResult {
  let u = 0;
  let variance = 0;
  for (const {x, n, score = Array.from(x, (_, i) => i + 1)} of strata) {
    const own = trendScore(x, n, score);
    if (!(own.variance > 0)) continue;
    u += own.u;
    variance += own.variance;
  }
  if (!(variance > 0)) return {z: null, chisq: null, p: null};
  const chisq = (u * u) / variance;
  return {z: u / Math.sqrt(variance), chisq, p: chiSquaredUpper(chisq, 1)};
}

function trendScore(
  x: ArrayLike<number>,
  n: ArrayLike<number>,
  score: ArrayLike<number>
): {readonly u: number; readonly variance: number} {
  if (x.length !== n.length || x.length !== score.length) {
    throw new StatsInputError(`length mismatch: ${x.length} successes, ${n.length} trials, ${score.length} scores`);
  }
  let successes = 0;
  let trials = 0;
  let weighted = 0;
  for (let i = 0; i < x.length; ++i) {
    checkProportion(x[i], n[i], i);
    if (!Number.isFinite(score[i])) throw new StatsInputError(`invalid score at index ${i}: ${score[i]}`, i);
    successes += x[i];
    trials += n[i];
    weighted += n[i] * score[i];
  }
  const p = successes / trials;
  const centre = weighted / trials;
  let u = 0;
  let spread = 0;
  for (let i = 0; i < x.length; ++i) {
    u += (score[i] - centre) * (x[i] - n[i] * p);
    spread += n[i] * (score[i] - centre) ** 2;
  }
  return {u, variance: p * (1 - p) * spread};
}
