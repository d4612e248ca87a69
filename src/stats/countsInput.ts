import {StatsInputError} from "./errors.js";
import {normalQuantile} from "./normalDistribution.js";

/** A 2×2 table of counts, by rows. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]];

/** A point estimate with its confidence limits; all null where there is nothing to estimate from. */
export interface IntervalEstimate {
  estimate: number | null;
  lower: number | null;
  upper: number | null;
}

/** @throws {StatsInputError} unless the value is a whole number from 0 to 2⁵³ − 1. */
export function checkCount(value: number, name: string, index?: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new StatsInputError(`invalid ${name}${index === undefined ? "" : ` at index ${index}`}: ${value}`, index);
  }
}

/** @throws {StatsInputError} unless 0 ≤ x ≤ n are whole numbers. */
export function checkProportion(x: number, n: number, index?: number): void {
  checkCount(n, "number of trials", index);
  checkCount(x, "number of successes", index);
  if (x > n) throw new StatsInputError(`invalid number of successes: ${x} of ${n}`, index);
}

/** @throws {StatsInputError} on unequal row lengths or an invalid count; the index is that of the row. */
export function checkTable(table: readonly (readonly number[])[]): void {
  table.forEach((row, i) => {
    if (row.length !== table[0].length) {
      throw new StatsInputError(`length mismatch: ${row.length} cells in row ${i}, not ${table[0].length}`, i);
    }
    for (const count of row) checkCount(count, "count", i);
  });
}

/** @throws {StatsInputError} unless the table has two rows and two columns of counts. */
export function checkTwoByTwo(table: readonly (readonly number[])[], index?: number): void {
  if (table.length !== 2 || table.some((row) => row.length !== 2)) {
    throw new StatsInputError(`unsupported table: ${table.length} × ${table[0]?.length ?? 0}, not 2 × 2`, index);
  }
  for (const row of table) for (const count of row) checkCount(count, "count", index);
}

/** @throws {StatsInputError} unless 0 < confLevel < 1. */
export function checkConfLevel(confLevel: number): void {
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confidence level: ${confLevel}`);
}

/** The normal quantile of a two-sided interval of that level: 1.96 for 0.95. */
export function criticalValue(confLevel: number): number {
  checkConfLevel(confLevel);
  return normalQuantile((1 + confLevel) / 2);
}
