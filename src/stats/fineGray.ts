import type {Factor} from "./cholesky.js";
import {cholesky, choleskyAfter, choleskyInverse, choleskySolve} from "./cholesky.js";
import {checkCompetingRisks} from "./competingRisksInput.js";
import {collapsedColumns} from "./coxNewton.js";
import type {CoxCoefficient, CoxTest} from "./coxTable.js";
import {chiSquaredTest, coefficientTable, waldTest} from "./coxTable.js";
import type {Covariate} from "./coxInput.js";
import type {CoxWarning} from "./coxWarnings.js";
import {StatsInputError} from "./errors.js";
import type {FineGrayDerivatives} from "./fineGrayLikelihood.js";
import {fineGrayDerivatives} from "./fineGrayLikelihood.js";
import type {FineGrayRows} from "./fineGrayRows.js";
import {fineGrayRows} from "./fineGrayRows.js";
import {fineGrayScoreVariance} from "./fineGrayVariance.js";

export interface FineGrayInput {
  time: ArrayLike<number>;
  /** 0 censored, 1 … K the cause. */
  status: ArrayLike<number>;
  x: readonly Covariate[];
}

export interface FineGrayOptions {
  /** Cause whose cumulative incidence is modelled; default 1. */
  cause?: number;
  /** Default 50. */
  maxIterations?: number;
  confLevel?: number;
}

/** A fitted subdistribution-hazard model. */
export interface FineGrayFit {
  n: number;
  /** Events of the cause. */
  events: number;
  /** Rows left out for a missing covariate. */
  missing: number;
  /** `hazardRatio` is the subdistribution hazard ratio; `stdErr` from the information alone, `robustStdErr` as `crr`. */
  coefficients: CoxCoefficient[];
  /** Robust variance, row-major p × p. */
  vcov: Float64Array;
  /** Log pseudo-likelihood at β = 0 and at the fit. */
  loglik: [number, number];
  /** 2 × the gain in log pseudo-likelihood, as `summary.crr`: only a guide, as the weights are estimated. */
  likelihoodRatio: CoxTest;
  wald: CoxTest;
  iterations: number;
  converged: boolean;
  warnings: CoxWarning[];
}

/** Newton steps stop when the next is below this many standard errors, squared. */
const EXACT = 1e-20;
const MAX_HALVINGS = 30;

/**
 * Fine–Gray regression of the cumulative incidence of one cause (proportional subdistribution hazards).
 *
 * Patients with another event stay at risk with weight G(t−) / G(X−), G the Kaplan–Meier curve of censoring of all
 * patients; ties after Breslow; variance with the contribution of the estimated G. Equals `cmprsk::crr(time, status, x,
 * failcode = cause)` at the exact maximum (crr's own stopping rule may end 8e-6 standard errors short). Rows with a NaN
 * covariate are left out and counted. Collinear and diverging columns as in `coxFit`.
 *
 * `survival::finegray` with `coxph` is another estimate where times are tied. O(n (log n + p²)) an iteration.
 *
 * Source: Fine & Gray (1999), JASA 94, 496–509.
 *
 * @throws {StatsInputError} as {@link checkCompetingRisks}, on columns of another length, an infinite covariate, a cause
 * below 1.
 */
export function fineGray(input: FineGrayInput, options: FineGrayOptions = {}): FineGrayFit {
  const {cause = 1, maxIterations = 50, confLevel = 0.95} = options;
  checkCompetingRisks(input);
  if (!(Number.isInteger(cause) && cause > 0)) throw new StatsInputError(`invalid cause: ${cause}`);
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confLevel: ${confLevel}`);
  const rows = fineGrayRows(input, cause);
  const {p, scales, n, events} = rows;
  const end = maximise(rows, maxIterations);
  const {beta, at, atZero, iterations, converged, factor, factorAtZero} = end;
  const aliased = Array.from({length: p}, (_, j) => factorAtZero.ld[j * p + j] === 0);
  const inverse = choleskyInverse(factor);
  const naiveVcov = unscale(inverse, scales);
  const vcov = unscale(sandwich(inverse, fineGrayScoreVariance(rows, beta), p), scales);
  const warnings = fineGrayWarnings(input.x, rows, end, aliased);
  const unscaled = beta.map((b, j) => (aliased[j] ? 0 : b * scales[j]));
  const robust = true;
  return {
    n,
    events,
    missing: input.time.length - n,
    coefficients: coefficientTable(input.x, {beta: unscaled, vcov, naiveVcov, robust, aliased, warnings, confLevel}),
    vcov,
    loglik: [atZero.loglik, at.loglik],
    likelihoodRatio: chiSquaredTest(2 * (at.loglik - atZero.loglik), factorAtZero.rank),
    wald: waldTest(unscaled, vcov, aliased),
    iterations,
    converged,
    warnings
  };
}

interface Maximum {
  beta: Float64Array;
  at: FineGrayDerivatives;
  atZero: FineGrayDerivatives;
  factor: Factor;
  factorAtZero: Factor;
  iterations: number;
  converged: boolean;
  collapsed: boolean[];
  step: Float64Array;
}

function maximise(rows: FineGrayRows, maxIterations: number): Maximum {
  let beta: Float64Array = new Float64Array(rows.p);
  const atZero = fineGrayDerivatives(rows, beta);
  const factorAtZero = cholesky(atZero.information, rows.p);
  let at = atZero;
  let factor = factorAtZero;
  for (let iterations = 0; ; ++iterations) {
    let step = choleskySolve(factor, at.score);
    const decrement = step.reduce((sum, s, j) => sum + s * at.score[j], 0);
    const collapsed = collapsedColumns(factorAtZero, factor);
    const converged = decrement <= EXACT || collapsed.includes(true);
    if (converged || iterations === maxIterations) {
      return {beta, at, atZero, factor, factorAtZero, iterations, converged, collapsed, step};
    }
    let next = fineGrayDerivatives(rows, add(beta, step));
    for (let k = 0; k < MAX_HALVINGS && !(next.loglik >= at.loglik - 1e-12 * Math.abs(at.loglik)); ++k) {
      step = step.map((s) => s / 2);
      next = fineGrayDerivatives(rows, add(beta, step));
    }
    beta = add(beta, step);
    at = next;
    factor = choleskyAfter(factorAtZero, at.information, 0);
  }
}

function fineGrayWarnings(
  x: readonly Covariate[],
  rows: FineGrayRows,
  {converged, collapsed, beta, step}: Maximum,
  aliased: readonly boolean[]
): CoxWarning[] {
  if (rows.events === 0) return [{kind: "no-events", message: "no events"}];
  const warnings: CoxWarning[] = [];
  if (!converged) warnings.push({kind: "not-converged", message: "ran out of iterations and did not converge"});
  x.forEach(({name}, j) => {
    if (aliased[j]) {
      const message = `${name} is constant or a linear combination of the columns before it`;
      warnings.push({kind: "collinear", coefficient: name, message});
    } else if (collapsed[j] || Math.abs(step[j]) > 1e-6 * (1 + Math.abs(beta[j]))) {
      const message = `log likelihood is flat in ${name}; its coefficient may be infinite`;
      warnings.push({kind: "monotone", coefficient: name, message});
    }
  });
  return warnings;
}

function sandwich(inverse: Float64Array, middle: Float64Array, p: number): Float64Array {
  return product(product(inverse, middle, p), inverse, p);
}

function product(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const out = new Float64Array(p * p);
  for (let i = 0; i < p; ++i) {
    for (let j = 0; j < p; ++j) for (let m = 0; m < p; ++m) out[i * p + j] += a[i * p + m] * b[m * p + j];
  }
  return out;
}

function unscale(matrix: Float64Array, scales: Float64Array): Float64Array {
  const p = scales.length;
  return matrix.map((v, m) => v * scales[Math.floor(m / p)] * scales[m % p]);
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((v, j) => v + b[j]);
}
