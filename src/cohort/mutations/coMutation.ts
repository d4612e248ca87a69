import type {TwoByTwo} from "../../stats/countsInput.js";
import {adjustP} from "../../stats/adjustP.js";
import {breslowDay} from "../../stats/breslowDay.js";
import type {AlterationBits} from "./alterationBits.js";
import {
  association,
  type Association,
  expectedTogether,
  sampleOddsRatio,
  sumOfTables,
  withoutEstimate
} from "./association.js";
import type {PairTable} from "./pairTables.js";
import {pairTables} from "./pairTables.js";

/** Two alterations of a co-mutation matrix. */
export interface CoMutation extends Association {
  readonly first: string;
  readonly second: string;
  /** Patients tested for both. */
  readonly tested: number;
  readonly both: number;
  /** Patients expected with both if the two were independent within strata. */
  readonly expected: number;
  /**
   * "few": fewer than one patient with both was expected, so that nothing is estimated; "not_tested": no patient was
   * tested for both; "same_gene": two alterations of one gene, which exclude or include each other by definition.
   */
  readonly state: "estimated" | "few" | "not_tested" | "same_gene";
  /** The tables by stratum. */
  readonly counts: readonly TwoByTwo[];
  /** Of the family of all pairs estimated; null without p. */
  readonly q: number | null;
  /** Odds ratio of all patients together; the same as `oddsRatio` without strata. */
  readonly crudeOddsRatio: number | null;
  /** Together and within strata the two point in opposite directions. */
  readonly reversed: boolean;
  /** Breslow–Day test, with Tarone's correction, that the strata share one odds ratio; null without strata. */
  readonly heterogeneityP: number | null;
}

/** The pairs of a matrix and the family of their tests. */
export interface CoMutationMatrix {
  readonly names: readonly string[];
  readonly pairs: readonly CoMutation[];
  /** Tests really made: the m of the q-values. */
  readonly tests: number;
}

/**
 * Odds ratios of all pairs of alterations, each among the patients tested for both; q by Benjamini and Hochberg over
 * the pairs which were tested.
 *
 * @param starts where the strata begin in the bits
 * @param gene gene of an alteration; pairs of one gene are not estimated
 */
export function coMutation(
  alterations: readonly AlterationBits[],
  starts: Int32Array,
  stratified: boolean,
  gene: (alteration: string) => string = (alteration) => alteration
): CoMutationMatrix {
  const rows = pairTables(alterations, starts).map((pair) => rowOf(pair, alterations, stratified, gene));
  const q = adjustP(
    rows.map(({p}) => p),
    "BH"
  );
  return {
    names: alterations.map(({name}) => name),
    pairs: rows.map((row, i) => ({...row, q: q[i]})),
    tests: rows.filter(({p}) => p !== null).length
  };
}

function rowOf(
  {first, second, strata}: PairTable,
  alterations: readonly AlterationBits[],
  stratified: boolean,
  gene: (alteration: string) => string
): Omit<CoMutation, "q"> {
  const table = sumOfTables(strata);
  const [[both, a], [b, neither]] = table;
  const tested = both + a + b + neither;
  const expected = expectedTogether(strata);
  const names = {first: alterations[first].name, second: alterations[second].name};
  const state: CoMutation["state"] =
    gene(names.first) === gene(names.second)
      ? "same_gene"
      : tested === 0
        ? "not_tested"
        : expected < 1
          ? "few"
          : "estimated";
  const counts = {...names, tested, both, expected, state, counts: strata};
  const crudeOddsRatio = state === "estimated" ? sampleOddsRatio(table) : null;
  const estimate = state === "estimated" ? association(strata, stratified) : withoutEstimate(strata);
  const heterogeneityP = stratified && state === "estimated" ? breslowDay(strata).pTarone : null;
  const reversed = opposite(crudeOddsRatio, estimate.oddsRatio);
  return {...counts, ...estimate, crudeOddsRatio, reversed, heterogeneityP} as const;
}

/** True on opposite sides of 1, unless both are within 5 % of it. */
function opposite(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return false;
  const [x, y] = [Math.log(a), Math.log(b)];
  return x * y < 0 && Math.max(Math.abs(x), Math.abs(y)) > Math.log(1.05);
}
