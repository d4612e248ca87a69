import {adjustP} from "../../stats/adjustP.js";
import {breslowDay} from "../../stats/breslowDay.js";
import type {TwoByTwo} from "../../stats/countsInput.js";
import {newcombeDifference} from "../../stats/newcombeDifference.js";
import {type LogEstimate, sourceConflict} from "../guards/sourceConflict.js";
import {association, type Association} from "./association.js";

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
  /** Why one number must not stand for all sources, see {@link sourceConflict}; null if it may, and without strata. */
  readonly conflict: string | null;
  /** Breslow–Day test, with Tarone's correction, that the strata share one odds ratio; null without strata. */
  readonly heterogeneityP: number | null;
}

/**
 * Frequencies of alterations in two groups: difference of the shares with Newcombe's interval, odds ratio and test,
 * within strata where they are given; q by Benjamini and Hochberg over the alterations which were tested.
 *
 * @param strata counts of each alteration by stratum; one stratum if not stratified
 * @param sources names of the strata, for what is said of those that disagree; numbers if not given
 */
export function subgroupContrasts(
  names: readonly string[],
  strata: readonly (readonly GroupCounts[])[],
  stratified: boolean,
  sources: readonly string[] = []
): SubgroupContrast[] {
  const rows = names.map((name, i) => contrastOf(name, strata[i], stratified ? sources : null));
  const q = adjustP(
    rows.map(({p}) => p),
    "BH"
  );
  return rows.map((row, i) => ({...row, q: q[i]}));
}

function contrastOf(
  name: string,
  strata: readonly GroupCounts[],
  sources: readonly string[] | null
): Omit<SubgroupContrast, "q"> {
  const tables = strata.map(({mutated, tested}): TwoByTwo => [
    [mutated[0], tested[0] - mutated[0]],
    [mutated[1], tested[1] - mutated[1]]
  ]);
  const estimate = association(tables, sources !== null);
  const {table} = estimate;
  const mutated = [table[0][0], table[1][0]] as const;
  const tested = [table[0][0] + table[0][1], table[1][0] + table[1][1]] as const;
  const difference = newcombeDifference(mutated[0], tested[0], mutated[1], tested[1]);
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
    conflict: sources === null ? null : conflictOf(estimate, tables, sources),
    heterogeneityP: sources === null ? null : breslowDay(tables).pTarone
  };
}

function conflictOf(within: Association, tables: readonly TwoByTwo[], sources: readonly string[]): string | null {
  const bySource = tables.flatMap((table, i) =>
    table[0][0] + table[0][1] > 0 && table[1][0] + table[1][1] > 0
      ? [{source: sources[i] ?? `stratum ${i + 1}`, contrast: logarithms(association([table], false))}]
      : []
  );
  return sourceConflict({pooled: logarithms(association(tables, false)), stratified: logarithms(within), bySource});
}

function logarithms({oddsRatio, lower, upper}: Association): LogEstimate | null {
  if (oddsRatio === null || lower === null || upper === null) return null;
  return {estimate: Math.log(oddsRatio), lower: Math.log(lower), upper: Math.log(upper)};
}
