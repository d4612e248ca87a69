import {StatsInputError} from "./errors.js";
import type {LogRankData} from "./logRank.js";
import type {CountTable} from "./logRankCounts.js";
import {checkCodes, checkSurvivalData} from "./survivalData.js";
import {timeIndex} from "./timeCodes.js";

/** Follow-up counted once by stratum, group and time: curves, log-rank tests and hazard ratios all come from it. */
export interface FollowUpTable extends CountTable {
  /** Ascending; column t of each stratum's counts is at `times[t]`. Not every one need occur. */
  readonly times: Float64Array;
}

/**
 * Counts follow-up by stratum, group and time; ties are found over all of them together, as R does. One pass over the
 * rows; what is computed from the table does not depend on how many patients it holds.
 *
 * @param groups at least so many groups, also those without patients
 * @param layers at least so many strata
 * @throws {StatsInputError} as `logRank` does
 */
export function followUpTable(data: LogRankData, groups = 1, layers = 1): FollowUpTable {
  checkSurvivalData(data);
  const {time, status, entry, group, strata} = data;
  const k = Math.max(groups, checkCodes("group", group, time.length));
  const s = Math.max(layers, strata ? checkCodes("stratum", strata, time.length) : 1);
  const {times, codes} = timeIndex(entry ? [time, entry] : [time], {tolerance: true});
  const [exitCode, entryCode] = codes;
  const width = times.length;
  const exits = Array.from({length: s}, () => new Float64Array(2 * k * width));
  const entries = entry ? exits.map(() => new Float64Array(k * width)) : undefined;
  for (let i = 0; i < time.length; ++i) {
    const layer = strata ? strata[i] : 0;
    const row = group[i] * width;
    ++exits[layer][2 * (row + exitCode[i]) + status[i]];
    if (!entries) continue;
    if (!(entryCode[i] < exitCode[i])) throw new StatsInputError(`invalid entry at row ${i}: tied with its exit`, i);
    ++entries[layer][row + entryCode[i]];
  }
  return tableOf(times, k, exits, entries);
}

/** The table of some of the groups, numbered anew in the order given. */
export function groupsOf({times, strata}: FollowUpTable, groups: readonly number[]): FollowUpTable {
  const width = times.length;
  const pick = (values: Float64Array, size: number) => {
    const picked = new Float64Array(groups.length * size);
    groups.forEach((g, i) => picked.set(values.subarray(g * size, (g + 1) * size), i * size));
    return picked;
  };
  const entries = strata.some((d) => d.entries)
    ? strata.map((d) => pick(d.entries ?? new Float64Array(0), width))
    : undefined;
  return tableOf(
    times,
    groups.length,
    strata.map(({exits}) => pick(exits, 2 * width)),
    entries
  );
}

/** The table of one stratum alone. */
export function stratumOf({times, groups, strata}: FollowUpTable, stratum: number): FollowUpTable {
  const {exits, entries} = strata[stratum];
  return tableOf(times, groups, [exits], entries && [entries]);
}

/** The same follow-up in one stratum: what an analysis that ignores the strata sees. */
export function withoutStrata(table: FollowUpTable): FollowUpTable {
  const {times, groups, strata} = table;
  if (strata.length === 1) return table;
  const add = (parts: readonly Float64Array[]) => {
    const total = new Float64Array(parts[0].length);
    for (const part of parts) for (let i = 0; i < part.length; ++i) total[i] += part[i];
    return total;
  };
  const entries = strata.flatMap((d) => (d.entries ? [d.entries] : []));
  return tableOf(times, groups, [add(strata.map((d) => d.exits))], entries.length > 0 ? [add(entries)] : undefined);
}

/** Rows that exit, and events, of one group in one stratum. */
export function groupTotals(
  {times, strata}: FollowUpTable,
  group: number,
  stratum: number
): {n: number; events: number} {
  const {exits} = strata[stratum];
  let [n, events] = [0, 0];
  for (let t = group * times.length; t < (group + 1) * times.length; ++t) {
    n += exits[2 * t] + exits[2 * t + 1];
    events += exits[2 * t + 1];
  }
  return {n, events};
}

function tableOf(
  times: Float64Array,
  groups: number,
  exits: readonly Float64Array[],
  entries: readonly Float64Array[] | undefined
): FollowUpTable {
  const width = times.length;
  const totals = new Float64Array(groups);
  const strata = exits.map((counts, s) => {
    const patients = new Float64Array(groups);
    for (let g = 0; g < groups; ++g) {
      for (let i = 2 * g * width; i < 2 * (g + 1) * width; ++i) patients[g] += counts[i];
      totals[g] += patients[g];
    }
    return {width, exits: counts, entries: entries?.[s], start: entries ? new Float64Array(groups) : patients};
  });
  return {times, groups, totals, strata};
}
