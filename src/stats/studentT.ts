import {logOddsQuantile, logTail, tail} from "./betaDistribution.js";

/** P(|T| > |t|) for Student's t with `df` degrees of freedom; R: `2 * pt(-abs(t), df)`. */
export function studentTTwoSided(t: number, df: number): number {
  const odds = (t * t) / df;
  return tail(1 / (1 + odds), 1 / (1 + 1 / odds), df / 2, 0.5);
}

/** P(T > t) for Student's t; R: `pt(t, df, lower.tail = FALSE)`. */
export function studentTUpper(t: number, df: number): number {
  return t < 0 ? 1 - studentTTwoSided(t, df) / 2 : studentTTwoSided(t, df) / 2;
}

/** P(T ≤ t) for Student's t; R: `pt(t, df)`. */
export function studentTLower(t: number, df: number): number {
  return studentTUpper(-t, df);
}

/** log P(T > t) for Student's t; R: `pt(t, df, lower.tail = FALSE, log.p = TRUE)`. */
export function studentTLogUpper(t: number, df: number): number {
  if (t < 0) return Math.log1p(-studentTUpper(-t, df));
  const odds = (t * t) / df;
  return logTail(1 / (1 + odds), 1 / (1 + 1 / odds), df / 2, 0.5) - Math.LN2;
}

/** log P(T ≤ t) for Student's t; R: `pt(t, df, log.p = TRUE)`. */
export function studentTLogLower(t: number, df: number): number {
  return studentTLogUpper(-t, df);
}

/** The t with P(T ≤ t) = p for Student's t; −∞ and ∞ at 0 and 1, NaN outside; R: `qt(p, df)`. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p > 0.5) return -studentTQuantile(1 - p, df);
  // t² / df are the odds of a Beta(1/2, df/2) variate whose upper tail is 2p.
  return -Math.sqrt(df) * Math.exp(-logOddsQuantile(2 * p, df / 2, 0.5) / 2);
}
