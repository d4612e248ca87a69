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
    /** Groups × times. */
    readonly events: Float64Array;
    readonly exits: Float64Array;
    /** Who enters just after the time; undefined without delayed entry. */
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
  const table = Array.from(widths, (width) => ({
    width,
    events: new Float64Array(groups * width),
    exits: new Float64Array(groups * width),
    entries: entry ? new Float64Array(groups * width) : undefined,
    start: new Float64Array(groups)
  }));
  const totals = new Float64Array(groups);
  for (let i = 0; i < time.length; ++i) {
    const g = group[i];
    const {width, events, exits, entries, start} = table[strata ? strata[i] : 0];
    const cell = g * width + exitRank[i];
    ++totals[g];
    ++exits[cell];
    events[cell] += status[i];
    if (!entries) ++start[g];
    else if (entryRank[i] < exitRank[i]) ++entries[g * width + entryRank[i]];
    else throw new StatsInputError(`invalid entry at row ${i}: tied with its exit`, i);
  }
  return {groups, totals, strata: table};
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
  const [events, exits] = [new Float64Array(groups * width), new Float64Array(groups * width)];
  const totals = new Float64Array(groups);
  counts.forEach(({event, censored}, g) => {
    for (let i = 0; i < event.length; ++i) {
      const cell = g * width + codes[g][i];
      events[cell] += event[i];
      exits[cell] += event[i] + censored[i];
      totals[g] += event[i] + censored[i];
    }
  });
  return {groups, totals, strata: [{width, events, exits, entries: undefined, start: totals}]};
}
