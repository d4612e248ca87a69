import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";

/**
 * Distribution functions in both tails. The special functions come from stdlib (Cephes and Boost algorithms); each
 * tail is computed as itself, never as one minus the other where that would cancel, so that a p-value of 1e-150 is
 * still right to 10 digits.
 */

/** P(Z > z) for a standard normal Z; R: `pnorm(z, lower.tail = FALSE)`. */
export function normalUpper(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** P(Z ≤ z) for a standard normal Z; R: `pnorm(z)`. */
export function normalLower(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** log P(Z > z); finite far beyond the range of `normalUpper`; R: `pnorm(z, lower.tail = FALSE, log.p = TRUE)`. */
export function normalLogUpper(z: number): number {
  if (z < -5) return Math.log1p(-normalLower(z));
  if (z < 30) return Math.log(normalUpper(z));
  // Laplace's continued fraction of Mills' ratio, 1/(z + 1/(z + 2/(z + …))); 30 terms are exact for z ≥ 30.
  let tail = z;
  for (let k = 30; k >= 1; --k) tail = z + k / tail;
  return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - Math.log(tail);
}

/**
 * The z with P(Z ≤ z) = p; −∞ and ∞ at 0 and 1, NaN outside; R: `qnorm(p)`. One Newton step on the log scale mends the
 * library's last digits.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = -Math.SQRT2 * erfcinv(2 * p);
  const logDensity = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
  const logLower = normalLogUpper(-z);
  return z - (logLower - Math.log(p)) * Math.exp(logLower - logDensity);
}

/** P(X > x) for a chi-squared X with `df` degrees of freedom; 1 at or below 0; R: `pchisq(x, df, lower.tail = FALSE)`. */
export function chiSquaredUpper(x: number, df: number): number {
  if (x <= 0) return 1;
  return gammainc(x / 2, df / 2, true, true);
}

/** P(X ≤ x) for a chi-squared X; R: `pchisq(x, df)`. */
export function chiSquaredLower(x: number, df: number): number {
  if (x <= 0) return 0;
  return gammainc(x / 2, df / 2, true, false);
}

/** Both tails of a beta distribution at x: the smaller computed as itself, the other as its complement. */
function betaTails(x: number, a: number, b: number): {lower: number; upper: number} {
  if (x <= 0) return {lower: 0, upper: 1};
  if (x >= 1) return {lower: 1, upper: 0};
  const lower = betainc(x, a, b, true, false);
  if (lower < 0.5) return {lower, upper: 1 - lower};
  const upper = betainc(x, a, b, true, true);
  return {lower: 1 - upper, upper};
}

/** P(X ≤ x) for X ~ Beta(a, b); R: `pbeta(x, a, b)`. */
export function betaLower(x: number, a: number, b: number): number {
  return betaTails(x, a, b).lower;
}

/** P(X > x) for X ~ Beta(a, b); R: `pbeta(x, a, b, lower.tail = FALSE)`. */
export function betaUpper(x: number, a: number, b: number): number {
  return betaTails(x, a, b).upper;
}

/** P(F > x) for an F distribution; R: `pf(x, df1, df2, lower.tail = FALSE)`. */
export function fUpper(x: number, df1: number, df2: number): number {
  if (x <= 0) return 1;
  const share = (df1 * x) / (df2 + df1 * x);
  return share < 0.5 ? betaUpper(share, df1 / 2, df2 / 2) : betaLower(df2 / (df2 + df1 * x), df2 / 2, df1 / 2);
}

/** P(F ≤ x) for an F distribution; R: `pf(x, df1, df2)`. */
export function fLower(x: number, df1: number, df2: number): number {
  if (x <= 0) return 0;
  const share = (df1 * x) / (df2 + df1 * x);
  return share < 0.5 ? betaLower(share, df1 / 2, df2 / 2) : betaUpper(df2 / (df2 + df1 * x), df2 / 2, df1 / 2);
}

/** P(T > t) for Student's t; R: `pt(t, df, lower.tail = FALSE)`. */
export function studentTUpper(t: number, df: number): number {
  if (t < 0) return 1 - studentTUpper(-t, df);
  const square = t * t;
  const tail =
    square < df ? betaUpper(square / (df + square), 0.5, df / 2) : betaLower(df / (df + square), df / 2, 0.5);
  return tail / 2;
}

/** P(T ≤ t) for Student's t; R: `pt(t, df)`. */
export function studentTLower(t: number, df: number): number {
  return studentTUpper(-t, df);
}
