import {StatsInputError} from "./errors.js";
import type {LogRankData} from "./logRank.js";
import {stratumTimes} from "./stratumTimes.js";
import {timeCodes, timeIndex} from "./timeCodes.js";

/** Numbers per stratum, group and distinct time: all that a log-rank test needs. */
export interface CountTable {
  readonly groups: number;
  /** Patients (rows) per group. */
  readonly totals: Float64Array;
  readonly strata: readonly {
    /** Times, of which not every one need occur. */
    readonly width: number;
    /** Groups × times × (censored, events). */
    readonly exits: Float64Array;
    /** Groups × times: who enters just after the time; undefined without delayed entry. */
    readonly entries: Float64Array | undefined;
    /** At risk before the first time, per group. */
    readonly start: Float64Array;
  }[];
}

/** Counts follow-up; ties are found over all groups and strata together, as R does. The data must have been checked. */
export function countTable(
  {time, status, entry, group, strata}: LogRankData,
  groups: number,
  layers: number,
  timefix: boolean
): CountTable {
  const {times, codes} = timeIndex(entry ? [time, entry] : [time], {tolerance: timefix});
  const {widths, ranks} =
    strata && layers > 1
      ? stratumTimes(codes, times.length, strata, layers)
      : {widths: Int32Array.of(times.length), ranks: codes};
  const [exitRank, entryRank] = ranks;
  const tables = Array.from(widths, (width) => ({
    width,
    exits: new Float64Array(2 * groups * width),
    entries: entry ? new Float64Array(groups * width) : undefined
  }));
  for (let i = 0; i < time.length; ++i) {
    const {width, exits, entries} = tables[strata ? strata[i] : 0];
    const row = group[i] * width;
    // Censored and events side by side: one addition a row, which is what a million rows cost.
    ++exits[2 * (row + exitRank[i]) + status[i]];
    if (!entries) continue;
    if (!(entryRank[i] < exitRank[i])) throw new StatsInputError(`invalid entry at row ${i}: tied with its exit`, i);
    ++entries[row + entryRank[i]];
  }
  const totals = new Float64Array(groups);
  const withStarts = tables.map(({width, exits, entries}) => {
    const patients = Float64Array.from({length: groups}, (_, g) => sum(exits, 2 * g * width, 2 * (g + 1) * width));
    for (let g = 0; g < groups; ++g) totals[g] += patients[g];
    return {width, exits, entries, start: entries ? new Float64Array(groups) : patients};
  });
  return {groups, totals, strata: withStarts};
}

/** The same from counts by distinct time, ascending, one element per group. */
export function countTableFromCounts(
  counts: readonly {time: Float64Array; event: Float64Array; censored: Float64Array}[]
): CountTable {
  const {times, codes} = timeCodes(
    counts.map((d) => d.time),
    {tolerance: true}
  );
  const width = times.length;
  const groups = counts.length;
  const exits = new Float64Array(2 * groups * width);
  counts.forEach(({event, censored}, g) => {
    for (let i = 0; i < event.length; ++i) {
      const cell = g * width + codes[g][i];
      exits[2 * cell] += censored[i];
      exits[2 * cell + 1] += event[i];
    }
  });
  const totals = Float64Array.from({length: groups}, (_, g) => sum(exits, 2 * g * width, 2 * (g + 1) * width));
  return {groups, totals, strata: [{width, exits, entries: undefined, start: totals}]};
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; ++i) total += values[i];
  return total;
}
