import {type FollowUpTable, followUpTable} from "../../stats/followUpTable.js";
import type {SurvivalQuantile} from "../../stats/survivalQuantiles.js";
import type {Clock} from "./clocks.js";
import {type EstimateOptions, followUpOfAll, type GroupAnswer, groupAnswers} from "./groupAnswers.js";
import {type Comparison, groupComparison} from "./groupComparison.js";
import type {Population} from "./population.js";

/** The groups of the sources whose time starts at one event. */
export interface ClockAnswer extends Clock {
  /** Those with patients, in the order of all groups. */
  readonly groups: readonly GroupAnswer[];
}

/** What a survival figure says. */
export interface SurvivalAnswer {
  /**
   * Of all sources together. Where time starts at different events, `clocks` is what may be drawn: a curve of several
   * clocks is one of nobody's time.
   */
  readonly groups: readonly GroupAnswer[];
  /** By event at which time starts; empty where it is the same for all. */
  readonly clocks: readonly ClockAnswer[];
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
export interface AnswerOptions extends EstimateOptions {
  /** Names of the sources by code; the comparison is within them. */
  readonly sources: readonly string[];
  readonly stratified: boolean;
  readonly grouped: boolean;
  /** Position of the level against which the others are compared; the usual one if not given. */
  readonly reference?: number;
  /** Sources by the event at which their time starts; several of them are kept apart in curves and comparison. */
  readonly clocks?: readonly Clock[];
  /** Why groups are not compared although there are several; null: they are. */
  readonly notCompared?: string | null;
}

/** Curves, medians and the comparison of the rows of a population. A competing event ends follow-up as censoring does. */
export function survivalAnswer(rows: Population, options: AnswerOptions): SurvivalAnswer {
  const {time, entry, group, levels} = rows;
  const status = rows.status.map((d) => Number(d === 1));
  const {stratified, sources, notCompared = null} = options;
  const apart = (options.clocks?.length ?? 0) > 1 ? options.clocks! : [];
  const strata = sources.length > 1 && (stratified || apart.length > 0) ? rows.source : undefined;
  const table = followUpTable({time, status, entry, group, strata}, levels.length, strata ? sources.length : 1);
  const groups = groupAnswers(rows, table, options);
  const clocks = apart.map((clock) => ({
    ...clock,
    groups: groupAnswers(rows, table, options, clock.sources).filter(({curve}) => curve.n > 0)
  }));
  const whyNot = options.grouped ? (whyNothing(groups) ?? notCompared) : null;
  const drawn = clocks.length > 0 ? clocks.map((d) => d.groups) : [groups];
  return {
    groups,
    clocks,
    table,
    patients: rows.patients,
    events: groups.reduce((sum, {curve}) => sum + curve.events, 0),
    followUp: followUpOfAll(rows, options.confType),
    comparison: options.grouped && whyNot === null ? groupComparison(table, groups, {...options, clocks: drawn}) : null,
    whyNot
  };
}

function whyNothing(groups: readonly GroupAnswer[]): string | null {
  if (groups.length < 2) return "Fewer than two groups have patients: nothing to compare.";
  return groups.every(({curve}) => curve.events === 0) ? "No events: nothing to compare." : null;
}
