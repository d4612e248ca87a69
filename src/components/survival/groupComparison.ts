import {needsRestrictedMean} from "../../cohort/guards/comparisonWarnings.js";
import {sourceConflict} from "../../cohort/guards/sourceConflict.js";
import {withheldP} from "../../cohort/guards/withheldP.js";
import {type FollowUpTable, groupsOf, withoutStrata} from "../../stats/followUpTable.js";
import {type GroupHazards, groupHazards} from "../../stats/groupHazards.js";
import {type LogRankResult, logRankFromTable} from "../../stats/logRank.js";
import type {GroupAnswer} from "./groupAnswers.js";
import {type ContrastBySource, sourceContrasts} from "./sourceContrasts.js";

/** The comparison of all groups. */
export interface Comparison {
  /** Position of the group against which ratios are taken. */
  readonly reference: number;
  /** Positions of the others, in the order of the coefficients. */
  readonly others: readonly number[];
  /** The log-rank test that was made; for a group that patients move to, Mantel and Byar’s. */
  readonly test: LogRankResult;
  readonly hazards: GroupHazards;
  /** By source; null with one source, or where the comparison is not stratified. */
  readonly sources: readonly ContrastBySource[] | null;
  /** Why one number must not stand for all sources; null if it may. */
  readonly conflict: string | null;
  /** Why the p-value of the test is not shown; null if it is. */
  readonly withheld: string | null;
  /** Curves cross, or hazards are not proportional. */
  readonly needsRestrictedMean: boolean;
}

/** How groups are compared. */
export interface ComparisonOptions {
  /** Names of the sources by code; the comparison is within them. */
  readonly sources: readonly string[];
  readonly timeDependent: boolean;
  /** Position of the level against which the others are compared; the usual one if not given. */
  readonly reference?: number;
  /** The groups as they are drawn together: all of them, or those of each clock. */
  readonly clocks: readonly (readonly GroupAnswer[])[];
}

/** Levels against which others are compared, wherever they stand. */
const references = new Set(["wild_type", "absent", "false", "placebo", "standard"]);

/** Compares all groups of a table; sources are its strata where there are several. */
export function groupComparison(
  table: FollowUpTable,
  groups: readonly GroupAnswer[],
  {sources, timeDependent, reference: wanted, clocks}: ComparisonOptions
): Comparison {
  const found = groups.findIndex(({code}) => code !== null && references.has(code));
  const reference = wanted ?? (found < 0 ? 0 : found);
  const others = groups.map((_, g) => g).filter((g) => g !== reference);
  const ordered = groupsOf(table, [reference, ...others]);
  const named = logRankFromTable(table);
  const test = timeDependent ? {...named, method: named.method.replace("log-rank test", "Mantel–Byar test")} : named;
  const hazards = groupHazards(ordered);
  const contrasts =
    table.strata.length > 1
      ? sourceContrasts(
          ordered,
          sources,
          others.map((g) => groups[g].label)
        )
      : null;
  const pooled = contrasts === null ? null : groupHazards(withoutStrata(ordered), {proportionality: false});
  const conflicts =
    contrasts?.flatMap(({label, bySource}, j) => {
      const reason = sourceConflict({
        pooled: logEstimate(pooled!.coefficients[j]),
        stratified: logEstimate(hazards.coefficients[j]),
        bySource: bySource.map(({source, coefficient}) => ({source, contrast: logEstimate(coefficient)}))
      });
      return reason === null ? [] : [others.length > 1 ? `${label}: ${reason}` : reason];
    }) ?? [];
  const warned = clocks.flatMap((own, clock) =>
    own.map(({label, curve}) => ({label, n: curve.n, events: curve.events, curve, clock}))
  );
  const proportionalityP = hazards.proportionality?.p ?? null;
  return {
    reference,
    others,
    test,
    hazards,
    sources: contrasts,
    conflict: conflicts.length === 0 ? null : conflicts.join(" "),
    withheld: withheldFor(test, groups),
    needsRestrictedMean: !timeDependent && needsRestrictedMean({groups: warned, proportionalityP})
  };
}

/** Why a test of groups is not shown; null if it is. */
export function withheldFor(
  {df, groups: tested}: LogRankResult,
  groups: readonly {readonly label: string}[]
): string | null {
  if (df === 0) return "The groups are never at risk together within a source: nothing to compare.";
  return withheldP({
    events: tested.reduce((sum, {observed}) => sum + observed, 0),
    parameters: df,
    groups: tested.map(({expected}, g) => ({label: groups[g].label, expected}))
  });
}

function logEstimate({estimate, lower, upper}: GroupHazards["coefficients"][number]) {
  if (estimate === null || lower === null || upper === null) return null;
  return {estimate, lower: Math.log(lower), upper: Math.log(upper)};
}
