import type {TwoByTwo} from "../../stats/countsInput.js";
import {fisherExact} from "../../stats/fisherExact.js";
import {fisherExactP} from "../../stats/fisherExactP.js";
import {mantelHaenszel} from "../../stats/mantelHaenszel.js";

/** The tests of association that pages use, and their names as printed. */
export const testNames = {
  fisher: "Fisher’s exact test, two-sided",
  cochranMantelHaenszel: "Cochran–Mantel–Haenszel test"
} as const;

export type AssociationTest = keyof typeof testNames;

/** How two things go together. */
export interface Association {
  /** [[both, first only], [second only, neither]], summed over strata. */
  readonly table: TwoByTwo;
  /** Odds ratio, common to the strata where there are several; 0 or Infinity where a cell is empty; null: no estimate. */
  readonly oddsRatio: number | null;
  /** Null, with the upper limit, unless the odds ratio is positive and finite. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly p: number | null;
  /** The test that gave p; null without p. */
  readonly test: AssociationTest | null;
  /** Strata in which both things vary. */
  readonly strata: number;
}

/**
 * Association in 2×2 tables. One stratum: odds ratio ad/bc with Woolf's interval, and Fisher's test. Several: the
 * Mantel–Haenszel odds ratio with the interval of Robins, Breslow and Greenland, and the Cochran–Mantel–Haenszel test
 * without correction. Where a cell is empty there is no such interval: see {@link exactLimits}.
 */
export function association(strata: readonly TwoByTwo[], stratified: boolean): Association {
  const common = withoutEstimate(strata);
  const {table} = common;
  if (stratified) {
    const {oddsRatio, lower, upper, p} = mantelHaenszel(strata);
    return {...common, oddsRatio, lower, upper, p, test: p === null ? null : "cochranMantelHaenszel"};
  }
  if (!varies(table)) return common;
  const {oddsRatio, lower, upper} = mantelHaenszel([table]);
  return {...common, oddsRatio, lower, upper, p: fisherExactP(table), test: "fisher"};
}

/**
 * Fisher's exact conditional interval of one table: bounds on one side where a cell is empty and other intervals have
 * none. Found by iteration, so only for what is shown in words and numbers.
 */
export function exactLimits(table: TwoByTwo): {readonly lower: number; readonly upper: number} {
  const {lower, upper} = fisherExact(table);
  return {lower, upper};
}

/** What is counted, with nothing estimated from it. */
export function withoutEstimate(strata: readonly TwoByTwo[]): Association {
  const counted = {table: sumOfTables(strata), strata: strata.filter(varies).length};
  return {...counted, oddsRatio: null, lower: null, upper: null, p: null, test: null};
}

/** The odds ratio ad / bc; Infinity where only the divisor is 0, null where both are. */
export function sampleOddsRatio([[a, b], [c, d]]: TwoByTwo): number | null {
  return b * c > 0 ? (a * d) / (b * c) : a * d > 0 ? Infinity : null;
}

/** The count to be expected in the cell of both things if they were independent within each stratum. */
export function expectedTogether(strata: readonly TwoByTwo[]): number {
  let expected = 0;
  for (const [[a, b], [c, d]] of strata) {
    const n = a + b + c + d;
    if (n > 0) expected += ((a + b) / n) * (a + c);
  }
  return expected;
}

/** The tables of several strata as one. */
export function sumOfTables(strata: readonly TwoByTwo[]): TwoByTwo {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (const [[a1, b1], [c1, d1]] of strata) [a, b, c, d] = [a + a1, b + b1, c + c1, d + d1];
  return [
    [a, b],
    [c, d]
  ];
}

function varies([[a, b], [c, d]]: TwoByTwo): boolean {
  return a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0;
}
