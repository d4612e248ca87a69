import {logOddsQuantile, logTail, tail} from "./betaDistribution.js";

/** P(F > x) for an F distribution; 1 at or below 0; R: `pf(x, df1, df2, lower.tail = FALSE)`. */
export function fUpper(x: number, df1: number, df2: number): number {
  const {share, rest} = shares(x, df1, df2);
  return tail(rest, share, df2 / 2, df1 / 2);
}

/** P(F ≤ x) for an F distribution; R: `pf(x, df1, df2)`. */
export function fLower(x: number, df1: number, df2: number): number {
  const {share, rest} = shares(x, df1, df2);
  return tail(share, rest, df1 / 2, df2 / 2);
}

/** log P(F > x) for an F distribution; R: `pf(x, df1, df2, lower.tail = FALSE, log.p = TRUE)`. */
export function fLogUpper(x: number, df1: number, df2: number): number {
  const {share, rest} = shares(x, df1, df2);
  return logTail(rest, share, df2 / 2, df1 / 2);
}

/** log P(F ≤ x) for an F distribution; R: `pf(x, df1, df2, log.p = TRUE)`. */
export function fLogLower(x: number, df1: number, df2: number): number {
  const {share, rest} = shares(x, df1, df2);
  return logTail(share, rest, df1 / 2, df2 / 2);
}

/** The x with P(F ≤ x) = p for an F distribution; NaN for p outside [0, 1]; R: `qf(p, df1, df2)`. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return (Math.exp(logOddsQuantile(p, df1 / 2, df2 / 2)) * df2) / df1;
}

/** The x with P(F > x) = p for an F distribution; R: `qf(p, df1, df2, lower.tail = FALSE)`. */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  return (Math.exp(-logOddsQuantile(p, df2 / 2, df1 / 2)) * df2) / df1;
}

/** The beta variate df1 x / (df1 x + df2) and its complement, each to full precision. */
function shares(x: number, df1: number, df2: number): {share: number; rest: number} {
  if (x <= 0) return {share: 0, rest: 1};
  const odds = (df1 * x) / df2;
  return {share: 1 / (1 + 1 / odds), rest: 1 / (1 + odds)};
}
