/**
 * Distribution function of the standard normal, by the series of Marsaglia (2004, J. Stat. Softw. 11(4)); accurate to
 * about 1e-15 within ±7, and 0 or 1 beyond ±8.
 */
export function normalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let term = x;
  let sum = x;
  for (let i = 3; sum + term !== sum; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046727);
}

/** Quantile of the standard normal by bisection of {@link normalCdf}; −8 or 8 outside (0, 1). */
export function normalQuantile(p: number): number {
  let low = -8;
  let high = 8;
  for (let i = 0; i < 60; ++i) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
