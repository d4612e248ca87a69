import {checkTable} from "./countsInput.js";
import {chiSquaredUpper} from "./gammaDistribution.js";

export interface ChiSquaredResult {
  /** Null, with p, when a margin is 0 or the table has a single row or column. */
  chisq: number | null;
  df: number;
  p: number | null;
  /** Row total × column total / total. */
  expected: number[][];
  /** An expected count is below 5: the approximation may be poor, R's warning. */
  smallExpected: boolean;
}

/**
 * Pearson's chi-squared test of independence of an r×c table, Σ (|O − E| − y)² / E with (r − 1)(c − 1) degrees of freedom.
 *
 * `correct` applies Yates' correction to a 2×2 table, y = min(1/2, all |O − E|), and is ignored for others. Equals R's
 * `chisq.test(m, correct = correct)`, which corrects by default.
 *
 * @throws {StatsInputError} on unequal row lengths or a cell which is no count, with the row's index.
 */
export function chiSquaredTest(
  table: readonly (readonly number[])[],
  {correct = false}: {correct?: boolean} = {}
): ChiSquaredResult {
  checkTable(table);
  const columns = table[0]?.length ?? 0;
  const rowTotals = table.map((row) => row.reduce((a, b) => a + b, 0));
  const columnTotals = Array.from({length: columns}, (_, j) => table.reduce((sum, row) => sum + row[j], 0));
  const total = rowTotals.reduce((a, b) => a + b, 0);
  const expected = rowTotals.map((r) => columnTotals.map((c) => (total === 0 ? 0 : (r * c) / total)));
  const smallExpected = expected.some((row) => row.some((e) => e < 5));
  const df = Math.max(0, (table.length - 1) * (columns - 1));
  if (df === 0 || expected.some((row) => row.includes(0))) return {chisq: null, df, p: null, expected, smallExpected};
  const deviations = table.map((row, i) => row.map((count, j) => Math.abs(count - expected[i][j])));
  const yates = correct && table.length === 2 && columns === 2 ? Math.min(0.5, ...deviations.flat()) : 0;
  let chisq = 0;
  deviations.forEach((row, i) => row.forEach((d, j) => (chisq += (d - yates) ** 2 / expected[i][j])));
  return {chisq, df, p: chiSquaredUpper(chisq, df), expected, smallExpected};
}
