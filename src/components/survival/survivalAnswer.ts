import {needsRestrictedMean} from "../../cohort/guards/comparisonWarnings.js";
import {sourceConflict} from "../../cohort/guards/sourceConflict.js";
import {withheldP} from "../../cohort/guards/withheldP.js";
import {type FollowUpTable, followUpTable, groupsOf, withoutStrata} from "../../stats/followUpTable.js";
import {type GroupHazards, groupHazards} from "../../stats/groupHazards.js";
import {kaplanMeierByGroup, kaplanMeierFromCounts, type SurvivalCounts} from "../../stats/kaplanMeier.js";
import {type LogRankResult, logRankFromTable} from "../../stats/logRank.js";
import {reverseKaplanMeierFromCounts} from "../../stats/reverseKaplanMeier.js";
import {survivalAt, type SurvivalPoint} from "../../stats/survivalAt.js";
import type {SurvivalCurve} from "../../stats/survivalCurve.js";
import {medianSurvival, type SurvivalQuantile} from "../../stats/survivalQuantiles.js";
import {type ContrastBySource, sourceContrasts} from "./sourceContrasts.js";
import type {Population} from "./population.js";

/** The estimates of one group. */
export interface GroupAnswer {
  readonly code: string | null;
  readonly label: string;
  readonly curve: SurvivalCurve;
  readonly median: SurvivalQuantile;
  /** One per time asked for; null beyond the group's own follow-up. */
  readonly at: readonly (SurvivalPoint | null)[];
  /** Median follow-up (reverse Kaplan–Meier); null where groups change on the way. */
  readonly followUp: SurvivalQuantile | null;
}

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

/** What a survival figure says. */
export interface SurvivalAnswer {
  readonly groups: readonly GroupAnswer[];
  readonly table: FollowUpTable;
  readonly patients: number;
  readonly events: number;
  /** Of everybody together. */
  readonly followUp: SurvivalQuantile;
  /** Null if there is nothing to compare; `whyNot` then says why, null where no comparison was asked for. */
  readonly comparison: Comparison | null;
  readonly whyNot: string | null;
}

/** How the answer is made. */
export interface AnswerOptions {
  /** Ascending, in days. */
  readonly times: readonly number[];
  readonly confType: "log-log" | "log";
  /** Names of the sources by code; the comparison is within them. */
  readonly sources: readonly string[];
  readonly stratified: boolean;
  readonly timeDependent: boolean;
  readonly grouped: boolean;
  /** Position of the level against which the others are compared; the usual one if not given. */
  readonly reference?: number;
}

/** Levels against which others are compared, wherever they stand. */
const references = new Set(["wild_type", "absent", "false", "placebo", "standard"]);

/** Curves, medians and the comparison of the rows of a population. A competing event ends follow-up as censoring does. */
export function survivalAnswer(rows: Population, options: AnswerOptions): SurvivalAnswer {
  const {times, confType} = options;
  const {time, entry, group, levels} = rows;
  const status = rows.status.map((d) => Number(d === 1));
  const {stratified, sources} = options;
  const strata = stratified && sources.length > 1 ? rows.source : undefined;
  const table = followUpTable({time, status, entry, group, strata}, levels.length, strata ? sources.length : 1);
  const curves = entry
    ? kaplanMeierByGroup({time, status, entry, group}, {confType}, levels.length)
    : levels.map((_, g) => kaplanMeierFromCounts(countsOfGroups(table, [g]), {confType}));
  const followUps = followUpsOf(rows, options);
  const groups = levels.map(({code, label}, g): GroupAnswer => {
    const curve = curves[g];
    const last = curve.time.at(-1) ?? 0;
    const at = survivalAt(curve, times).map((point) => (point.time <= last ? point : null));
    return {code, label, curve, median: medianSurvival(curve), at, followUp: followUps.byGroup?.[g] ?? null};
  });
  const whyNot = options.grouped ? whyNothing(groups) : null;
  return {
    groups,
    table,
    patients: rows.patients,
    events: groups.reduce((sum, {curve}) => sum + curve.events, 0),
    followUp: followUps.all,
    comparison: options.grouped && whyNot === null ? comparison(table, groups, options) : null,
    whyNot
  };
}

function whyNothing(groups: readonly GroupAnswer[]): string | null {
  if (groups.length < 2) return "Fewer than two groups have patients: nothing to compare.";
  return groups.every(({curve}) => curve.events === 0) ? "No events: nothing to compare." : null;
}

function followUpsOf(
  {followUp: {time, status, group}, levels}: Population,
  {timeDependent, confType}: AnswerOptions
): {all: SurvivalQuantile; byGroup: SurvivalQuantile[] | null} {
  // Any event, a competing one too, ends observation.
  const ended = status.map((d) => Number(d > 0));
  const table = followUpTable({time, status: ended, group}, levels.length);
  const medianOf = (groups: readonly number[]) =>
    medianSurvival(reverseKaplanMeierFromCounts(countsOfGroups(table, groups), {confType}));
  const each = levels.map((_, g) => g);
  return {all: medianOf(each), byGroup: timeDependent ? null : each.map((g) => medianOf([g]))};
}

/** Counts by time of some groups of a table together, all strata. */
function countsOfGroups({times, strata}: FollowUpTable, groups: readonly number[]): SurvivalCounts {
  const width = times.length;
  const [events, censored] = [new Float64Array(width), new Float64Array(width)];
  for (const {exits} of strata) {
    for (const g of groups) {
      for (let t = 0; t < width; ++t) {
        censored[t] += exits[2 * (g * width + t)];
        events[t] += exits[2 * (g * width + t) + 1];
      }
    }
  }
  return {time: times, events, censored};
}

function comparison(
  table: FollowUpTable,
  groups: readonly GroupAnswer[],
  {sources, timeDependent, reference: wanted}: AnswerOptions
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
  const warned = groups.map(({label, curve}) => ({label, n: curve.n, events: curve.events, curve}));
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
