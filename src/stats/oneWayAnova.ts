import {fUpper} from "./fDistribution.js";
import type {Values} from "./valuesInput.js";
import {moments, presentValues} from "./valuesInput.js";

export interface AnovaResult {
  /** Null, with p, for fewer than two samples, no degrees of freedom within, or no variance within. */
  f: number | null;
  df1: number;
  df2: number;
  p: number | null;
}

export interface OneWayAnovaResult extends AnovaResult {
  ssBetween: number;
  ssWithin: number;
}

/**
 * One-way analysis of variance of k samples: F = {SSB/(k − 1)} / {SSW/(N − k)}. Missing values (null, NaN) and then empty
 * samples are left out. Equals R's `summary(aov(value ~ group))`.
 *
 * @throws {StatsInputError} on an infinite value, with its index in its sample.
 */
export function oneWayAnova(samples: readonly Values[]): OneWayAnovaResult {
  const present = samples.map(presentValues).filter((sample) => sample.length > 0);
  const each = present.map(moments);
  const n = present.reduce((sum, sample) => sum + sample.length, 0);
  const centre = present.reduce((sum, sample, i) => sum + sample.length * each[i].mean, 0) / n;
  const ssBetween = present.reduce((sum, sample, i) => sum + sample.length * (each[i].mean - centre) ** 2, 0);
  const ssWithin = each.reduce((sum, {squares}) => sum + squares, 0);
  const df1 = Math.max(0, present.length - 1);
  const df2 = n - present.length;
  if (df1 === 0 || df2 === 0 || ssWithin === 0) return {f: null, df1, df2, p: null, ssBetween, ssWithin};
  const f = ssBetween / df1 / (ssWithin / df2);
  return {f, df1, df2, p: fUpper(f, df1, df2), ssBetween, ssWithin};
}

/**
 * Welch's one-way test of k means, which lets the variances differ: with w = n/s², W = Σw, m = Σ w x̄ / W and
 * h = Σ (1 − w/W)² / (n − 1), F = Σ w (x̄ − m)² / (k − 1) / {1 + 2(k − 2) h / (k² − 1)} on k − 1 and (k² − 1) / (3h) degrees
 * of freedom. Null unless every sample has two values and they differ. Equals R's `oneway.test(value ~ group)`.
 *
 * Source: Welch (1951), Biometrika 38, 330–336.
 *
 * @throws {StatsInputError} on an infinite value, with its index in its sample.
 */
export function welchAnova(samples: readonly Values[]): Omit<AnovaResult, "df2"> & {df2: number | null} {
  const present = samples.map(presentValues).filter((sample) => sample.length > 0);
  const k = present.length;
  const df1 = Math.max(0, k - 1);
  const each = present.map((sample) => {
    const {mean, squares} = moments(sample);
    return {n: sample.length, mean, weight: sample.length / (squares / (sample.length - 1))};
  });
  if (df1 === 0 || each.some(({weight}) => !Number.isFinite(weight))) return {f: null, df1, df2: null, p: null};
  const total = each.reduce((sum, {weight}) => sum + weight, 0);
  const centre = each.reduce((sum, {weight, mean}) => sum + weight * mean, 0) / total;
  const between = each.reduce((sum, {weight, mean}) => sum + weight * (mean - centre) ** 2, 0);
  const h = each.reduce((sum, {weight, n}) => sum + (1 - weight / total) ** 2 / (n - 1), 0) / (k * k - 1);
  const f = between / df1 / (1 + 2 * (k - 2) * h);
  const df2 = 1 / (3 * h);
  return {f, df1, df2, p: fUpper(f, df1, df2)};
}
