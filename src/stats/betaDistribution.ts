import betainc from "@stdlib/math-base-special-betainc";
import betaln from "@stdlib/math-base-special-betaln";
import {root} from "./root.js";

/** Below this a probability has lost digits, or is about to; its logarithm is then computed on its own. */
const TINY = 1e-290;

/** P(X ≤ x) for X ~ Beta(a, b); R: `pbeta(x, a, b)`. */
export function betaLower(x: number, a: number, b: number): number {
  return tail(x, 1 - x, a, b);
}

/** P(X > x) for X ~ Beta(a, b); R: `pbeta(x, a, b, lower.tail = FALSE)`. */
export function betaUpper(x: number, a: number, b: number): number {
  return tail(1 - x, x, b, a);
}

/** log P(X ≤ x) for X ~ Beta(a, b); R: `pbeta(x, a, b, log.p = TRUE)`. */
export function betaLogLower(x: number, a: number, b: number): number {
  return logTail(x, 1 - x, a, b);
}

/** log P(X > x) for X ~ Beta(a, b); R: `pbeta(x, a, b, lower.tail = FALSE, log.p = TRUE)`. */
export function betaLogUpper(x: number, a: number, b: number): number {
  return logTail(1 - x, x, b, a);
}

/** The x with P(X ≤ x) = p for X ~ Beta(a, b); NaN for p outside [0, 1]; R: `qbeta(p, a, b)`. */
export function betaQuantile(p: number, a: number, b: number): number {
  return 1 / (1 + Math.exp(-logOddsQuantile(p, a, b)));
}

/** The x with P(X > x) = p for X ~ Beta(a, b); R: `qbeta(p, a, b, lower.tail = FALSE)`. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return 1 / (1 + Math.exp(logOddsQuantile(p, b, a)));
}

/**
 * The log odds u = log(x / (1 − x)) of the x with P(X ≤ x) = p for X ~ Beta(a, b); keeps its digits where x or 1 − x
 * is too small for them.
 */
export function logOddsQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p > 0.5) return -logOddsQuantile(1 - p, b, a);
  const target = Math.log(p);
  const excess = (u: number) => logOddsTail(u, a, b) - target;
  const centre = Math.log(a / b);
  let low = centre - 1;
  while (excess(low) > 0) {
    low = 2 * low - centre;
    if (low < -745) return -Infinity;
  }
  let high = centre + 1;
  while (excess(high) < 0) high = 2 * high - centre;
  return root(excess, low, high);
}

/** P(X ≤ x) for X ~ Beta(a, b), given x and y = 1 − x, of which the smaller must be exact. */
export function tail(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const upper = x <= y ? betainc(x, a, b, true, true) : betainc(y, b, a, true, false);
  if (upper < 0.5) return 1 - upper;
  const lower = x <= y ? betainc(x, a, b, true, false) : betainc(y, b, a, true, true);
  // The library takes powers of a rounded 1 − x, whose error a large parameter multiplies; the fraction does not, but
  // loses digits to cancellation near the mean. The choice keeps the smaller error, at most a few 1e-12.
  const spread = Math.max(a, b) * Math.min(x, y);
  return lower < 0.1 && Math.max(a, b) > 1000 && spread > 5 ? Math.exp(logFarTail(x, y, a, b)) : lower;
}

/** log P(X ≤ x) for X ~ Beta(a, b), given x and y = 1 − x, of which the smaller must be exact. */
export function logTail(x: number, y: number, a: number, b: number): number {
  const lower = tail(x, y, a, b);
  if (lower > 0.5) return Math.log1p(-tail(y, x, b, a));
  return lower > TINY || x <= 0 ? Math.log(lower) : logFarTail(x, y, a, b);
}

/** The same below the mean: log of x^a y^b / (a B(a, b)) times the continued fraction. */
function logFarTail(x: number, y: number, a: number, b: number): number {
  const logX = x <= y ? Math.log(x) : Math.log1p(-y);
  const logY = x <= y ? Math.log1p(-x) : Math.log(y);
  return a * logX + b * logY - Math.log(a) - betaln(a, b) + Math.log(fraction(x, a, b));
}

function logOddsTail(u: number, a: number, b: number): number {
  return logTail(1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u)), a, b);
}

/** The continued fraction of the incomplete beta function, DLMF 8.17.22; converges fast below the mean. Modified Lentz. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1, delta = 0; Math.abs(delta - 1) > Number.EPSILON && m < 100_000; ++m) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    delta = c * d;
    value *= delta;
  }
  return value;
}
