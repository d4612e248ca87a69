import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";

const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

/** P(Z > z) for a standard normal Z; R: `pnorm(z, lower.tail = FALSE)`. */
export function normalUpper(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** P(Z ≤ z) for a standard normal Z; R: `pnorm(z)`. */
export function normalLower(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** P(|Z| > |z|) for a standard normal Z; R: `2 * pnorm(-abs(z))`. */
export function normalTwoSided(z: number): number {
  return Math.min(1, erfc(Math.abs(z) / Math.SQRT2));
}

/** log P(Z > z); finite far beyond the range of `normalUpper`; R: `pnorm(z, lower.tail = FALSE, log.p = TRUE)`. */
export function normalLogUpper(z: number): number {
  if (z < 0) return Math.log1p(-normalLower(z));
  if (z < 30) return Math.log(normalUpper(z));
  // Laplace's continued fraction of Mills' ratio, 1/(z + 1/(z + 2/(z + …))); 30 terms are exact for z ≥ 30
  // (Abramowitz and Stegun 26.2.14).
  let tail = z;
  for (let k = 30; k >= 1; --k) tail = z + k / tail;
  return -0.5 * z * z - LOG_SQRT_2PI - Math.log(tail);
}

/** log P(Z ≤ z); R: `pnorm(z, log.p = TRUE)`. */
export function normalLogLower(z: number): number {
  return normalLogUpper(-z);
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
  return newton(-Math.SQRT2 * erfcinv(2 * p), Math.log(p));
}

/** The z with log P(Z ≤ z) = logP; NaN for a positive logP; R: `qnorm(logP, log.p = TRUE)`. */
export function normalLogQuantile(logP: number): number {
  if (!(logP <= 0)) return NaN;
  if (logP > -Math.LN2) return -normalQuantile(-Math.expm1(logP));
  if (logP > -700) return newton(normalQuantile(Math.exp(logP)), logP);
  if (logP === -Infinity) return -Infinity;
  // z² ≈ −2 logP − log(−4π logP): off by less than 0.01, so that three Newton steps settle all digits.
  let z = -Math.sqrt(-2 * logP - Math.log(-4 * Math.PI * logP));
  for (let i = 0; i < 3; ++i) z = newton(z, logP);
  return z;
}

/** One Newton step towards log P(Z ≤ z) = logP. */
function newton(z: number, logP: number): number {
  const logLower = normalLogLower(z);
  return z - (logLower - logP) * Math.exp(logLower + 0.5 * z * z + LOG_SQRT_2PI);
}
