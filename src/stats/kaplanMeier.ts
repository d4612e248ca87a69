import {StatsInputError} from "./errors.js";
import {checkCodes, checkSurvivalData, type SurvivalData} from "./survivalData.js";
import {type ConfidenceOptions, productLimit, type SurvivalCurve, type SurvivalSteps} from "./survivalCurve.js";
import {timeIndex} from "./timeCodes.js";

/** How a Kaplan–Meier curve is made. */
export interface KaplanMeierOptions extends ConfidenceOptions {
  /** Treat times that differ only by rounding as tied, as R does; true unless given. */
  readonly timefix?: boolean;
}

/** Follow-up as counts by distinct time: what a query delivers. */
export interface SurvivalCounts {
  /** Distinct times in any order. */
  readonly time: ArrayLike<number>;
  readonly events: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
}

/**
 * Kaplan–Meier estimate of the survival function, with right censoring, delayed entry and case weights.
 *
 * A patient is at risk at t if entry < t ≤ time; at a tied time events come before censorings. One element per
 * distinct exit time; empty arrays without patients. Weights are counts: the variance is Greenwood's on the weighted
 * numbers. Equals R `survfit(Surv(entry, time, status) ~ 1, weights = weights, robust = FALSE)`; without
 * `robust = FALSE` R changes to a robust variance when a weight is not a whole number.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does
 */
export function kaplanMeier(data: SurvivalData, options: KaplanMeierOptions = {}): SurvivalCurve {
  return kaplanMeierByGroup({...data, group: new Uint8Array(data.time.length)}, options)[0];
}

/**
 * Kaplan–Meier curve of each group; ties are found over all groups together, as R does. Element g is the curve of
 * group code g; a code without patients has an empty curve, and there are `atLeast` curves. Equals R
 * `survfit(Surv(entry, time, status) ~ group, weights = weights, robust = FALSE)`.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does, or on a group code that is not a whole number from 0
 */
export function kaplanMeierByGroup(
  data: SurvivalData & {readonly group: ArrayLike<number>},
  options: KaplanMeierOptions = {},
  atLeast = 1
): SurvivalCurve[] {
  checkSurvivalData(data);
  const {time, status, entry, weights, group} = data;
  const groups = Math.max(atLeast, checkCodes("group", group, time.length));
  const {times, codes} = timeIndex(entry ? [time, entry] : [time], {tolerance: options.timefix ?? true});
  const [exitCode, entryCode] = codes;
  const width = times.length;
  const table = () => new Float64Array(groups * width);
  const [events, exits, entries, totals] = [table(), table(), table(), new Float64Array(groups)];
  const present = new Uint8Array(groups * width);
  for (let i = 0; i < time.length; ++i) {
    const g = group[i];
    const cell = g * width + exitCode[i];
    const weight = weights ? weights[i] : 1;
    present[cell] = 1;
    exits[cell] += weight;
    events[cell] += status[i] * weight;
    totals[g] += weight;
    if (entryCode) {
      if (entryCode[i] >= exitCode[i]) throw new StatsInputError(`invalid entry at row ${i}: tied with its exit`, i);
      entries[g * width + entryCode[i]] += weight;
    }
  }
  return Array.from({length: groups}, (_, g) => {
    const from = g * width;
    const part = (values: Float64Array) => values.subarray(from, from + width);
    const counts = {
      present: present.subarray(from, from + width),
      events: part(events),
      exits: part(exits),
      entries: entry ? part(entries) : undefined
    };
    return productLimit(stepsOf(times, counts, totals[g]), options);
  });
}

/**
 * Kaplan–Meier estimate from counts by distinct time; the same curve as from single patients.
 *
 * @throws {StatsInputError} on unequal lengths, an invalid or repeated time, or a negative count
 */
export function kaplanMeierFromCounts(counts: SurvivalCounts, options: ConfidenceOptions = {}): SurvivalCurve {
  const {time, event, censored} = sortedCounts(counts);
  const atRisk = new Float64Array(time.length);
  let n = 0;
  for (let i = time.length - 1; i >= 0; --i) {
    n += event[i] + censored[i];
    atRisk[i] = n;
  }
  return productLimit({n, time, atRisk, event, censored}, options);
}

/**
 * Counts in ascending order of time, times without anybody left out.
 *
 * @throws {StatsInputError} on unequal lengths, an invalid or repeated time, or a negative count
 */
export function sortedCounts({time, events, censored}: SurvivalCounts): {
  time: Float64Array;
  event: Float64Array;
  censored: Float64Array;
} {
  if (events.length !== time.length || censored.length !== time.length) {
    throw new StatsInputError(`length mismatch: ${time.length} times, ${events.length} and ${censored.length} counts`);
  }
  for (let i = 0; i < time.length; ++i) {
    if (!(time[i] >= 0 && time[i] < Infinity)) throw new StatsInputError(`invalid time at row ${i}: ${time[i]}`, i);
    if (!(events[i] >= 0 && censored[i] >= 0 && events[i] + censored[i] < Infinity)) {
      throw new StatsInputError(`invalid count at row ${i}: ${events[i]} events, ${censored[i]} censored`, i);
    }
  }
  const order = Uint32Array.from({length: time.length}, (_, i) => i)
    .filter((i) => events[i] + censored[i] > 0)
    .sort((a, b) => time[a] - time[b]);
  const pick = (values: ArrayLike<number>) => Float64Array.from(order, (i) => values[i]);
  const sorted = {time: pick(time), event: pick(events), censored: pick(censored)};
  const repeated = sorted.time.findIndex((t, i) => i > 0 && t === sorted.time[i - 1]);
  if (repeated > 0) {
    throw new StatsInputError(`repeated time at row ${order[repeated]}: ${sorted.time[repeated]}`, order[repeated]);
  }
  return sorted;
}

interface CodedCounts {
  readonly present: Uint8Array;
  readonly events: Float64Array;
  readonly exits: Float64Array;
  readonly entries: Float64Array | undefined;
}

/** Keeps the times at which somebody of the group leaves, and counts who is at risk there. */
function stepsOf(times: Float64Array, {present, events, exits, entries}: CodedCounts, n: number): SurvivalSteps {
  let length = 0;
  for (const d of present) length += d;
  const column = () => new Float64Array(length);
  const steps = {n, time: column(), atRisk: column(), event: column(), censored: column()};
  let waiting = n;
  let left = 0;
  for (let t = 0, i = 0; t < times.length; ++t) {
    if (present[t] === 1) {
      steps.time[i] = times[t];
      steps.atRisk[i] = entries ? n - waiting - left : n - left;
      steps.event[i] = events[t];
      steps.censored[i] = exits[t] - events[t];
      ++i;
    }
    left += exits[t];
    // Somebody who enters at t is at risk from just after t.
    if (entries) waiting -= entries[t];
  }
  return steps;
}
