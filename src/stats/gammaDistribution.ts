import gammainc from "@stdlib/math-base-special-gammainc";
import gammaln from "@stdlib/math-base-special-gammaln";
import {root} from "./root.js";

/** Below this a probability has lost digits, or is about to; its logarithm is then computed on its own. */
const TINY = 1e-290;

/** Above this shape the library's expansion around the mean is wrong by up to 15 %; below it keeps 12 digits. */
const LARGE_SHAPE = 400;

/** P(X > x) for a chi-squared X with `df` degrees of freedom; 1 at or below 0; R: `pchisq(x, df, lower.tail = FALSE)`. */
export function chiSquaredUpper(x: number, df: number): number {
  return gammaUpper(x / 2, df / 2);
}

/** P(X ≤ x) for a chi-squared X; R: `pchisq(x, df)`. */
export function chiSquaredLower(x: number, df: number): number {
  return gammaLower(x / 2, df / 2);
}

/** log P(X > x) for a chi-squared X; R: `pchisq(x, df, lower.tail = FALSE, log.p = TRUE)`. */
export function chiSquaredLogUpper(x: number, df: number): number {
  return gammaLogUpper(x / 2, df / 2);
}

/** log P(X ≤ x) for a chi-squared X; R: `pchisq(x, df, log.p = TRUE)`. */
export function chiSquaredLogLower(x: number, df: number): number {
  return gammaLogLower(x / 2, df / 2);
}

/** P(N ≤ q) for a Poisson N of mean `lambda`; R: `ppois(q, lambda)`. */
export function poissonLower(q: number, lambda: number): number {
  return gammaUpper(lambda, Math.floor(q) + 1);
}

/** P(N > q) for a Poisson N of mean `lambda`; R: `ppois(q, lambda, lower.tail = FALSE)`. */
export function poissonUpper(q: number, lambda: number): number {
  return gammaLower(lambda, Math.floor(q) + 1);
}

/** log P(N ≤ q) for a Poisson N; R: `ppois(q, lambda, log.p = TRUE)`. */
export function poissonLogLower(q: number, lambda: number): number {
  return gammaLogUpper(lambda, Math.floor(q) + 1);
}

/** log P(N > q) for a Poisson N; R: `ppois(q, lambda, lower.tail = FALSE, log.p = TRUE)`. */
export function poissonLogUpper(q: number, lambda: number): number {
  return gammaLogLower(lambda, Math.floor(q) + 1);
}

/** The x with P(X ≤ x) = p for a chi-squared X; 0 and ∞ at 0 and 1, NaN outside; R: `qchisq(p, df)`. */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  return p <= 0.5 ? 2 * quantile(Math.log(p), df / 2, gammaLogLower) : chiSquaredUpperQuantile(1 - p, df);
}

/** The x with P(X > x) = p for a chi-squared X; R: `qchisq(p, df, lower.tail = FALSE)`. */
export function chiSquaredUpperQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  return p <= 0.5 ? 2 * quantile(Math.log(p), df / 2, gammaLogUpper) : chiSquaredQuantile(1 - p, df);
}

/** The x with log P(X ≤ x) = logP for a chi-squared X; R: `qchisq(logP, df, log.p = TRUE)`. */
export function chiSquaredLogQuantile(logP: number, df: number): number {
  if (!(logP <= 0)) return NaN;
  return logP > -Math.LN2 ? chiSquaredUpperQuantile(-Math.expm1(logP), df) : 2 * quantile(logP, df / 2, gammaLogLower);
}

/** The x with log P(X > x) = logP for a chi-squared X; R: `qchisq(logP, df, lower.tail = FALSE, log.p = TRUE)`. */
export function chiSquaredLogUpperQuantile(logP: number, df: number): number {
  if (!(logP <= 0)) return NaN;
  return logP > -Math.LN2 ? chiSquaredQuantile(-Math.expm1(logP), df) : 2 * quantile(logP, df / 2, gammaLogUpper);
}

function gammaLower(x: number, a: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  if (a <= LARGE_SHAPE) return gammainc(x, a, true, false);
  return x < a ? Math.exp(logLowerSeries(x, a)) : 1 - Math.exp(logUpperFraction(x, a));
}

function gammaUpper(x: number, a: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  if (a <= LARGE_SHAPE) return gammainc(x, a, true, true);
  return x < a ? 1 - Math.exp(logLowerSeries(x, a)) : Math.exp(logUpperFraction(x, a));
}

function gammaLogLower(x: number, a: number): number {
  const lower = gammaLower(x, a);
  if (lower > 0.5) return Math.log1p(-gammaUpper(x, a));
  return lower > TINY || x <= 0 ? Math.log(lower) : logLowerSeries(x, a);
}

function gammaLogUpper(x: number, a: number): number {
  const upper = gammaUpper(x, a);
  if (upper > 0.5) return Math.log1p(-gammaLower(x, a));
  return upper > TINY || x === Infinity ? Math.log(upper) : logUpperFraction(x, a);
}

/** The lower tail below the mean: log of x^a e^−x / Γ(a + 1) times Σ xⁿ / ((a + 1) … (a + n)), DLMF 8.11.4. */
function logLowerSeries(x: number, a: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * Number.EPSILON; ++n) sum += term *= x / (a + n);
  return logWeight(x, a) + Math.log(sum);
}

/**
 * The upper tail above the mean: log of x^a e^−x / Γ(a) times 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)), DLMF 8.9.2; by the
 * modified Lentz method, in the order of √a steps near the mean.
 */
function logUpperFraction(x: number, a: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1, delta = 0; Math.abs(delta - 1) > Number.EPSILON && i < 1_000_000; ++i) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    delta = c * d;
    fraction *= delta;
  }
  return logWeight(x, a) + Math.log(a * fraction);
}

/**
 * log of x^a e^−x / Γ(a + 1). For a large a by its distance from the mode and Stirling's series, so that no large numbers
 * cancel (Loader 2000, Fast and accurate computation of binomial probabilities).
 */
function logWeight(x: number, a: number): number {
  if (a <= LARGE_SHAPE) return a * Math.log(x) - x - gammaln(a + 1);
  const distance = (x - a) / a;
  const stirling = (1 / 12 - (1 / 360 - 1 / (1260 * a * a)) / (a * a)) / a;
  return -stirling - a * (distance - Math.log1p(distance)) - 0.5 * Math.log(2 * Math.PI * a);
}

/** The x at which a log tail of the gamma distribution of shape a takes the value logP. */
function quantile(logP: number, a: number, logTail: (x: number, a: number) => number): number {
  const rising = logTail === gammaLogLower;
  if (logP === -Infinity) return rising ? 0 : Infinity;
  const excess = (u: number) => (rising ? 1 : -1) * (logTail(Math.exp(u), a) - logP);
  let low = Math.log(a) - 1;
  while (excess(low) > 0) {
    low = 2 * low - Math.log(a);
    if (low < -745) return 0;
  }
  let high = Math.log(a) + 1;
  while (excess(high) < 0) high = 2 * high - Math.log(a);
  return Math.exp(root(excess, low, high));
}
