import type {FollowUpTable} from "../../stats/followUpTable.js";
import {followUpTable} from "../../stats/followUpTable.js";
import {kaplanMeierByGroup, kaplanMeierFromCounts, type SurvivalCounts} from "../../stats/kaplanMeier.js";
import {reverseKaplanMeierFromCounts} from "../../stats/reverseKaplanMeier.js";
import {survivalAt, type SurvivalPoint} from "../../stats/survivalAt.js";
import type {SurvivalCurve} from "../../stats/survivalCurve.js";
import {medianSurvival, type SurvivalQuantile} from "../../stats/survivalQuantiles.js";
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

/** How groups are estimated. */
export interface EstimateOptions {
  /** Ascending, in days. */
  readonly times: readonly number[];
  readonly confType: "log-log" | "log";
  readonly timeDependent: boolean;
}

/**
 * The estimates of every group of a population, in the order of its levels: curve, median, survival at times, follow-up.
 *
 * @param table the same rows counted by source, group and time, or by group and time alone
 * @param only positions of the sources of which patients are taken; all of them if not given. Then the table has a
 *   stratum a source.
 */
export function groupAnswers(
  rows: Population,
  table: FollowUpTable,
  {times, confType, timeDependent}: EstimateOptions,
  only?: readonly number[]
): GroupAnswer[] {
  const {levels} = rows;
  const curves = rows.entry
    ? kaplanMeierByGroup(entered(rows, only), {confType}, levels.length)
    : levels.map((_, g) => kaplanMeierFromCounts(countsOfGroups(table, [g], only), {confType}));
  const ended = timeDependent ? null : followUpCounts(rows, only);
  return levels.map(({code, label}, g): GroupAnswer => {
    const curve = curves[g];
    const last = curve.time.at(-1) ?? 0;
    const at = survivalAt(curve, times).map((point) => (point.time <= last ? point : null));
    const followUp = ended && medianSurvival(reverseKaplanMeierFromCounts(countsOfGroups(ended, [g]), {confType}));
    return {code, label, curve, median: medianSurvival(curve), at, followUp};
  });
}

/** Median follow-up (reverse Kaplan–Meier) of everybody together. */
export function followUpOfAll(rows: Population, confType: EstimateOptions["confType"]): SurvivalQuantile {
  const everybody = rows.levels.map((_, g) => g);
  return medianSurvival(reverseKaplanMeierFromCounts(countsOfGroups(followUpCounts(rows), everybody), {confType}));
}

/** Follow-up by group; any event, a competing one too, ends observation. */
function followUpCounts({followUp: {time, status, group, source}, levels}: Population, only?: readonly number[]) {
  const kept = only && Uint32Array.from(source.keys()).filter((i) => only.includes(source[i]));
  const pick = (value: (i: number) => number) =>
    kept ? Array.from(kept, value) : Array.from(time, (_, i) => value(i));
  return followUpTable(
    {time: pick((i) => time[i]), status: pick((i) => Number(status[i] > 0)), group: pick((i) => group[i])},
    levels.length
  );
}

/** The rows of some sources, where patients come under observation on the way. */
function entered({time, status, entry, group, source}: Population, only?: readonly number[]) {
  const kept = Array.from(time.keys()).filter((i) => only === undefined || only.includes(source[i]));
  return {
    time: kept.map((i) => time[i]),
    status: kept.map((i) => Number(status[i] === 1)),
    entry: entry && kept.map((i) => entry[i]),
    group: kept.map((i) => group[i])
  };
}

/** Counts by time of some groups of a table together, of all strata or of some. */
function countsOfGroups(
  {times, strata}: FollowUpTable,
  groups: readonly number[],
  only?: readonly number[]
): SurvivalCounts {
  const width = times.length;
  const [events, censored] = [new Float64Array(width), new Float64Array(width)];
  for (const {exits} of only?.map((s) => strata[s]) ?? strata) {
    for (const g of groups) {
      for (let t = 0; t < width; ++t) {
        censored[t] += exits[2 * (g * width + t)];
        events[t] += exits[2 * (g * width + t) + 1];
      }
    }
  }
  return {time: times, events, censored};
}
