import {choleskyInverse, quadraticForm} from "./cholesky.js";
import type {CoxDesign} from "./coxDesign.js";
import {coxDesign} from "./coxDesign.js";
import type {CoxInput, CoxTies} from "./coxInput.js";
import {maximiseCox} from "./coxNewton.js";
import {robustVariance} from "./coxRobust.js";
import type {CoxCoefficient, CoxTest} from "./coxTable.js";
import {chiSquaredTest, coefficientTable, waldTest} from "./coxTable.js";
import type {CoxWarning} from "./coxWarnings.js";
import {coxWarnings} from "./coxWarnings.js";
import {StatsInputError} from "./errors.js";

export interface CoxOptions {
  /** Default "efron", as in R. */
  ties?: CoxTies;
  /** Relative change of the log likelihood at which iteration ends; default 1e-9. */
  eps?: number;
  /** Default 20. */
  maxIterations?: number;
  /** Sandwich variance; default true with `cluster` or with weights that are not whole numbers, as in R. */
  robust?: boolean;
  /** Of the hazard-ratio intervals; default 0.95. */
  confLevel?: number;
}

/** A fitted Cox model. */
export interface CoxFit {
  input: CoxInput;
  ties: CoxTies;
  /** Rows used. */
  n: number;
  events: number;
  /** Rows left out for missing values. */
  missing: number;
  coefficients: CoxCoefficient[];
  /** Row-major p × p, robust where asked for; 0 in rows and columns of aliased coefficients. */
  vcov: Float64Array;
  /** Inverse information; equals `vcov` unless robust. */
  naiveVcov: Float64Array;
  robust: boolean;
  /** Log partial likelihood at β = 0 and at the fit. */
  loglik: [number, number];
  likelihoodRatio: CoxTest;
  wald: CoxTest;
  score: CoxTest;
  /** Score test with the sandwich variance; null unless robust. */
  robustScore: CoxTest | null;
  iterations: number;
  converged: boolean;
  warnings: CoxWarning[];
  /** Values R centres each column at: weighted means, 0 for columns of −1, 0, 1 only. */
  means: Float64Array;
  /**
   * Coefficients as computed, 0 for aliased columns: what residuals and curves use. Where a coefficient is infinite or
   * the fit did not converge this is only where iteration stopped; show `coefficients`, which has null there.
   */
  beta: Float64Array;
  /** The sorted rows; shared with residuals, curves and tests. */
  design: CoxDesign;
}

/**
 * Cox proportional-hazards regression.
 *
 * Maximises the partial likelihood with ties after Efron or Breslow, for right-censored or (start, time] rows, with
 * strata, case weights and an offset. Equals R's `coxph(Surv(start, time, status) ~ …, ties, weights, cluster)` of
 * survival 3.5, iterated to the exact maximum (R's default control may stop 1e-6 standard errors short). Tests of the
 * whole model leave aliased columns out of their degrees of freedom.
 *
 * A collinear column is aliased (the later of two), a coefficient that runs to infinity or a fit that did not converge
 * has null estimates, and `warnings` says why. Without events all coefficients are null.
 *
 * O(n (log n + p²)) an iteration.
 *
 * Sources: Cox (1972); Efron (1977); Lin & Wei (1989) for the robust variance; Therneau & Grambsch (2000).
 *
 * @throws {StatsInputError} as {@link coxDesign}, and on options out of range.
 */
export function coxFit(input: CoxInput, options: CoxOptions = {}): CoxFit {
  const {ties = "efron", eps = 1e-9, maxIterations = 20, confLevel = 0.95} = options;
  if (!(eps > 0)) throw new StatsInputError(`invalid eps: ${eps}`);
  if (!(maxIterations >= 0)) throw new StatsInputError(`invalid maxIterations: ${maxIterations}`);
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confLevel: ${confLevel}`);
  const design = coxDesign(input);
  const newton = maximiseCox(design, ties, {eps, maxIterations});
  const {scales, p} = design;
  const {atZero, atBeta, factorAtZero, factor, iterations, converged} = newton;
  const aliased = Array.from({length: p}, (_, j) => factorAtZero.ld[j * p + j] === 0);
  const beta = newton.beta.map((b, j) => (aliased[j] ? 0 : b * scales[j]));
  const naiveVcov = unscaled(choleskyInverse(factor), scales);
  const warnings = coxWarnings(input, design, newton, beta, aliased, eps);
  const robust = (options.robust ?? (input.cluster !== undefined || hasFractions(input.weights))) && design.events > 0;
  const sandwich = robust ? robustVariance(input, design, ties, beta, naiveVcov, atZero.score) : null;
  const vcov = sandwich?.vcov ?? naiveVcov;
  const df = factorAtZero.rank;
  return {
    input,
    ties,
    n: design.n,
    events: design.events,
    missing: design.missing,
    coefficients: coefficientTable(input.x, {beta, vcov, naiveVcov, robust, aliased, warnings, confLevel}),
    vcov,
    naiveVcov,
    robust,
    loglik: [atZero.loglik, atBeta.loglik],
    likelihoodRatio: chiSquaredTest(2 * (atBeta.loglik - atZero.loglik), df),
    wald: waldTest(beta, vcov, aliased),
    score: chiSquaredTest(quadraticForm(factorAtZero, atZero.score), df),
    robustScore: sandwich ? chiSquaredTest(sandwich.score, df) : null,
    iterations,
    converged,
    warnings,
    means: design.means,
    beta,
    design
  };
}

function unscaled(vcov: Float64Array, scales: Float64Array): Float64Array {
  const p = scales.length;
  return vcov.map((v, m) => v * scales[Math.floor(m / p)] * scales[m % p]);
}

function hasFractions(weights?: ArrayLike<number>): boolean {
  return weights !== undefined && Array.prototype.some.call(weights, (w) => !Number.isInteger(w));
}
