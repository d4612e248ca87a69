import {exactLimits} from "../../cohort/mutations/association.js";
import {testNames} from "../../cohort/mutations/association.js";
import type {CoMutation} from "../../cohort/mutations/coMutation.js";
import type {TwoByTwo} from "../../stats/countsInput.js";
import type {FigureTable} from "../plainTable.js";

/** What a cell of a table says of an odds ratio without bounds. */
export const open = (value: number | null) => (value === Infinity ? "Inf" : value);

/** The limits of a pair: those of the analysis, or Fisher's exact ones where a cell is empty and nothing is stratified. */
export function pairLimits(
  pair: Pick<CoMutation, "state" | "lower" | "upper" | "table">,
  stratified: boolean
): {readonly lower: number | null; readonly upper: number | null} {
  if (pair.state !== "estimated" || pair.lower !== null || stratified) return pair;
  return exactLimits(pair.table);
}

/** 2×2 tables as one cell: numbers by rows, tables separated by semicolons; those of nobody left out. */
export function strataText(strata: readonly TwoByTwo[]): string {
  const known = strata.filter((table) => table.flat().some((count) => count > 0));
  return known.map((table) => table.flat().join(" ")).join("; ");
}

/** All pairs in numbers.; the rows are made when they are asked for. */
export function pairTable(pairs: readonly CoMutation[], stratified: boolean): FigureTable {
  return {
    columns: [
      "first",
      "second",
      "state",
      "tested_for_both",
      "both",
      "expected",
      "odds_ratio",
      "lower95",
      "upper95",
      "p",
      "q",
      "test",
      "odds_ratio_all_together",
      "heterogeneity_p",
      "strata"
    ],
    get rows() {
      return pairs.map((pair) => [
        pair.first,
        pair.second,
        pair.state,
        pair.tested,
        pair.both,
        pair.expected,
        open(pair.oddsRatio),
        open(pair.lower),
        open(pair.upper),
        pair.p,
        pair.q,
        pair.test === null ? null : testNames[pair.test],
        open(pair.crudeOddsRatio),
        stratified ? pair.heterogeneityP : null,
        strataText(pair.counts)
      ]);
    }
  };
}
