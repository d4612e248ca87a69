import {normalQuantile} from "./normalDistribution.js";

/** Agreement of two classifications of the same individuals. */
export interface KappaResult {
  /** Individuals classified by both. */
  readonly n: number;
  /** Share on which both agree. */
  readonly agreement: number;
  /** Cohen's kappa; NaN where chance alone gives full agreement (everybody in one class by both), or nobody is classified. */
  readonly kappa: number;
  /** Large-sample standard error; NaN where kappa is. */
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Cohen's unweighted kappa with its large-sample standard error and Wald interval.
 *
 * Sources: Cohen, Educ Psychol Meas 1960;20:37; standard error of Fleiss, Cohen and Everitt, Psychol Bull 1969;72:323,
 * the one that R's `psych::cohen.kappa` and `vcd::Kappa` print.
 *
 * @param table square table of counts, rows = first classification, columns = second, same order of classes
 * @param confLevel level of the interval
 * @throws {RangeError} if the table is not square, or a count is negative or not finite
 */
export function cohenKappa(table: readonly (readonly number[])[], confLevel = 0.95): KappaResult {
  const size = table.length;
  for (const row of table) {
    if (row.length !== size) throw new RangeError(`invalid table: ${row.length} columns, expected ${size}`);
    for (const count of row) if (!(count >= 0 && count < Infinity)) throw new RangeError(`invalid count: ${count}`);
  }
  if (!(confLevel > 0 && confLevel < 1)) throw new RangeError(`invalid confLevel: ${confLevel}`);
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j], 0));
  const n = rows.reduce((sum, count) => sum + count, 0);
  const [p, q] = [rows.map((count) => count / n), columns.map((count) => count / n)];
  const observed = table.reduce((sum, row, i) => sum + row[i] / n, 0);
  const expected = p.reduce((sum, share, i) => sum + share * q[i], 0);
  const kappa = n === 0 || expected === 1 ? NaN : (observed - expected) / (1 - expected);
  let diagonal = 0;
  let off = 0;
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      const share = count / n;
      if (i === j) diagonal += share * (1 - (p[i] + q[i]) * (1 - kappa)) ** 2;
      else off += share * (q[i] + p[j]) ** 2;
    })
  );
  const variance =
    (diagonal + (1 - kappa) ** 2 * off - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2);
  const se = Math.sqrt(Math.max(0, variance));
  const z = normalQuantile(1 - (1 - confLevel) / 2);
  return {n, agreement: n === 0 ? NaN : observed, kappa, se, lower: kappa - z * se, upper: kappa + z * se};
}
