import {cholesky, choleskySolve, type Factor} from "./cholesky.js";

/** A fitted multinomial logistic regression. */
export interface MultinomialFit {
  /** Coefficients of the classes 1 … K − 1 against class 0, class by class, p each. */
  readonly beta: Float64Array;
  /** The information at `beta`, factored. */
  readonly information: Factor;
  readonly converged: boolean;
}

/** Relative change of the log likelihood at which Newton’s iteration ends, and how many steps it may take. */
const eps = 1e-9;
const maxSteps = 30;

/**
 * Maximum likelihood of a multinomial logistic regression by Newton’s method with halved steps; two classes make it a
 * logistic regression, R’s `glm(family = binomial)`. Collinear columns have coefficient 0 (the later of two).
 *
 * @param x row-major n × p, its constant included
 * @param y class of each row, 0 … classes − 1
 * @param weights of the rows, > 0
 */
export function multinomialFit(
  x: Float64Array,
  p: number,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  classes: number
): MultinomialFit {
  const size = p * (classes - 1);
  let beta = new Float64Array(size);
  let now = derivatives(x, p, y, weights, classes, beta);
  for (let step = 0; step < maxSteps; ++step) {
    const information = cholesky(now.information, size);
    const direction = choleskySolve(information, now.score);
    let share = 1;
    let next = derivatives(x, p, y, weights, classes, moved(beta, direction, share));
    while (next.loglik < now.loglik - 1e-12 * Math.abs(now.loglik) && share > 1e-6) {
      share /= 2;
      next = derivatives(x, p, y, weights, classes, moved(beta, direction, share));
    }
    const change = Math.abs(next.loglik - now.loglik);
    beta = moved(beta, direction, share);
    now = next;
    if (change <= eps * (Math.abs(now.loglik) + eps))
      return {beta, information: cholesky(now.information, size), converged: true};
  }
  return {beta, information: cholesky(now.information, size), converged: false};
}

/** Probabilities of the classes of a row, into `into`. */
export function classProbabilities(
  x: ArrayLike<number>,
  row: number,
  p: number,
  beta: Float64Array,
  into: Float64Array
): void {
  let highest = 0;
  into[0] = 0;
  for (let c = 1; c < into.length; ++c) {
    let eta = 0;
    for (let j = 0; j < p; ++j) eta += x[row * p + j] * beta[(c - 1) * p + j];
    into[c] = eta;
    highest = Math.max(highest, eta);
  }
  let sum = 0;
  for (let c = 0; c < into.length; ++c) sum += into[c] = Math.exp(into[c] - highest);
  for (let c = 0; c < into.length; ++c) into[c] /= sum;
}

function moved(beta: Float64Array, direction: Float64Array, share: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(beta, (b, j) => b + share * direction[j]);
}

function derivatives(
  x: Float64Array,
  p: number,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  classes: number,
  beta: Float64Array
): {readonly loglik: number; readonly score: Float64Array; readonly information: Float64Array} {
  const size = p * (classes - 1);
  const score = new Float64Array(size);
  const information = new Float64Array(size * size);
  const share = new Float64Array(classes);
  let loglik = 0;
  for (let i = 0; i < y.length; ++i) {
    classProbabilities(x, i, p, beta, share);
    const w = weights[i];
    loglik += w * Math.log(Math.max(share[y[i]], Number.MIN_VALUE));
    for (let a = 1; a < classes; ++a) {
      const residual = w * (Number(y[i] === a) - share[a]);
      for (let j = 0; j < p; ++j) score[(a - 1) * p + j] += residual * x[i * p + j];
      for (let b = 1; b <= a; ++b) {
        const v = w * share[a] * (Number(a === b) - share[b]);
        for (let j = 0; j < p; ++j) {
          const at = ((a - 1) * p + j) * size + (b - 1) * p;
          const vx = v * x[i * p + j];
          // Of a symmetric matrix the lower triangle is enough.
          const end = a === b ? j + 1 : p;
          for (let k = 0; k < end; ++k) information[at + k] += vx * x[i * p + k];
        }
      }
    }
  }
  return {loglik, score, information};
}
