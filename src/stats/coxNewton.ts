import type {Factor} from "./cholesky.js";
import {cholesky, choleskyAfter, choleskySolve} from "./cholesky.js";
import type {CoxDesign} from "./coxDesign.js";
import type {CoxTies} from "./coxInput.js";
import {coxDerivatives} from "./coxLikelihood.js";
import type {CoxDerivatives} from "./coxLikelihood.js";

export interface NewtonControl {
  /** Relative change of the log likelihood at which iteration ends. */
  eps: number;
  maxIterations: number;
}

/** Where Newton–Raphson ended; β in the scale of the design. */
export interface NewtonResult {
  beta: Float64Array;
  iterations: number;
  converged: boolean;
  atZero: CoxDerivatives;
  atBeta: CoxDerivatives;
  factorAtZero: Factor;
  /** Of the information at the fit; columns collinear at β = 0 are unusable in both. */
  factor: Factor;
  /** True for a column whose information has all but vanished on the way: its coefficient runs to infinity. */
  collapsed: boolean[];
  /** The next Newton step, element by element: 0 at a maximum, of order 1 for a coefficient that runs to infinity. */
  nextStep: Float64Array;
}

/**
 * Squared length, in standard errors, of the Newton step below which the fit is taken to be the exact maximum. R's rule
 * (relative change of the log likelihood ≤ 1e-9) alone may stop 1e-6 standard errors away.
 */
const EXACT = 1e-18;
const MAX_POLISH = 4;

/**
 * Share of its information at β = 0 below which a column has none left. The risk sets then hold one value of it but for a
 * weight of this size, the log likelihood is flat, and further steps would follow rounding.
 */
export const COLLAPSED = 1e-10;

/** Maximises the log partial likelihood of a design; see {@link maximise}. */
export function maximiseCox(design: CoxDesign, ties: CoxTies, control: NewtonControl): NewtonResult {
  return maximise(design.p, (beta) => coxDerivatives(design, beta, ties), control);
}

/**
 * Maximises a log partial likelihood of `p` coefficients from β = 0 by Newton–Raphson with step halving.
 *
 * Convergence is R's rule, |1 − l_old / l_new| ≤ eps; then, unless a coefficient is diverging, a few further steps are
 * taken until the next one is below 1e-9 standard errors. Which columns are collinear is settled at β = 0: the null space
 * of the information does not depend on β.
 */
export function maximise(
  p: number,
  derivativesAt: (beta: Float64Array) => CoxDerivatives,
  {eps, maxIterations}: NewtonControl
): NewtonResult {
  let beta: Float64Array = new Float64Array(p);
  const atZero = derivativesAt(beta);
  const factorAtZero = cholesky(atZero.information, p);
  let best = atZero;
  let factor = factorAtZero;
  let step = choleskySolve(factor, best.score);
  let iterations = 0;
  let converged = factor.rank === 0;
  let halvings = 0;
  let trial = add(beta, step);
  const moveTo = (next: CoxDerivatives): void => {
    beta = trial;
    best = next;
    const information = choleskyAfter(factorAtZero, next.information, 0);
    // A step along a direction without curvature is meaningless; keep the last one that was not.
    if (information.rank === factorAtZero.rank) step = choleskySolve(information, next.score);
    factor = information;
    trial = add(beta, step);
  };
  while (!converged && iterations < maxIterations) {
    ++iterations;
    const next = derivativesAt(trial);
    const change = Math.abs(1 - best.loglik / next.loglik);
    if (change <= eps && halvings === 0) converged = true;
    if (!converged && !(next.loglik >= best.loglik)) {
      ++halvings;
      trial = trial.map((b, j) => (b + halvings * beta[j]) / (halvings + 1));
      continue;
    }
    halvings = 0;
    moveTo(next);
    if (collapsedColumns(factorAtZero, factor).includes(true)) converged = true;
  }
  const collapsed = collapsedColumns(factorAtZero, factor);
  const regular = converged && !collapsed.includes(true);
  for (let k = 0; regular && k < MAX_POLISH && polishable(best, step, beta); ++k) {
    const next = derivativesAt(trial);
    if (!(next.loglik >= best.loglik - 1e-12 * Math.abs(best.loglik))) break;
    ++iterations;
    moveTo(next);
  }
  return {beta, iterations, converged, atZero, atBeta: best, factorAtZero, factor, collapsed, nextStep: step};
}

/** Whether each column that had information at β = 0 has all but none left. */
export function collapsedColumns(atZero: Factor, factor: Factor): boolean[] {
  const {size} = factor;
  return Array.from({length: size}, (_, j) => {
    const first = atZero.ld[j * (size + 1)];
    return first > 0 && !(factor.ld[j * (size + 1)] > COLLAPSED * first);
  });
}

function polishable({score}: CoxDerivatives, step: Float64Array, beta: Float64Array): boolean {
  let decrement = 0;
  for (let j = 0; j < step.length; ++j) {
    decrement += step[j] * score[j];
    if (Math.abs(step[j]) > 1e-3 * (1 + Math.abs(beta[j]))) return false;
  }
  return decrement > EXACT;
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((v, j) => v + b[j]);
}
