import {adjustP} from "../../stats/adjustP.js";
import {breslowDay} from "../../stats/breslowDay.js";
import type {TwoByTwo} from "../../stats/countsInput.js";
import {newcombeDifference} from "../../stats/newcombeDifference.js";
import {association, type Association, sampleOddsRatio} from "./association.js";

/** Patients mutated and tested in the two groups that are compared, in one stratum. */
export interface GroupCounts {
  readonly mutated: readonly [number, number];
  readonly tested: readonly [number, number];
}

/** One alteration in two groups. */
export interface SubgroupContrast extends Association {
  readonly name: string;
  readonly mutated: readonly [number, number];
  readonly tested: readonly [number, number];
  /** Share in the first group less that in the second, of all patients together, with Newcombe's interval. */
  readonly difference: number | null;
  readonly differenceLower: number | null;
  readonly differenceUpper: number | null;
  /** Of the family of all alterations tested; null without p. */
  readonly q: number | null;
  /** Why nothing is estimated; null if something is. */
  readonly reason: "not_tested_in_both" | "never_mutated" | "no_stratum" | null;
  /** The difference of all together and the odds ratio within strata point in opposite directions. */
  readonly reversed: boolean;
  /** Breslow–Day test, with Tarone's correction, that the strata share one odds ratio; null without strata. */
  readonly heterogeneityP: number | null;
}

/**
 * Frequencies of alterations in two groups: difference of the shares with Newcombe's interval, odds ratio and test,
 * within strata where they are given; q by Benjamini and Hochberg over the alterations which were tested.
 *
 * @param strata counts of each alteration by stratum; one stratum if not stratified
 */
export function subgroupContrasts(
  names: readonly string[],
  strata: readonly (readonly GroupCounts[])[],
  stratified: boolean
): SubgroupContrast[] {
  const rows = names.map((name, i) => contrastOf(name, strata[i], stratified));
  const q = adjustP(
    rows.map(({p}) => p),
    "BH"
  );
  return rows.map((row, i) => ({...row, q: q[i]}));
}

function contrastOf(name: string, strata: readonly GroupCounts[], stratified: boolean): Omit<SubgroupContrast, "q"> {
  const tables = strata.map(({mutated, tested}): TwoByTwo => [
    [mutated[0], tested[0] - mutated[0]],
    [mutated[1], tested[1] - mutated[1]]
  ]);
  const estimate = association(tables, stratified);
  const {table} = estimate;
  const mutated = [table[0][0], table[1][0]] as const;
  const tested = [table[0][0] + table[0][1], table[1][0] + table[1][1]] as const;
  const difference = newcombeDifference(mutated[0], tested[0], mutated[1], tested[1]);
  const crude = sampleOddsRatio(table);
  const {oddsRatio} = estimate;
  return {
    ...estimate,
    name,
    mutated,
    tested,
    difference: difference.estimate,
    differenceLower: difference.lower,
    differenceUpper: difference.upper,
    reason:
      tested[0] === 0 || tested[1] === 0
        ? "not_tested_in_both"
        : mutated[0] + mutated[1] === 0
          ? "never_mutated"
          : estimate.p === null
            ? "no_stratum"
            : null,
    reversed: crude !== null && oddsRatio !== null && (crude - 1) * (oddsRatio - 1) < 0,
    heterogeneityP: stratified ? breslowDay(tables).pTarone : null
  };
}
