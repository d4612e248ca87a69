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
  // Censored and events side by side: one addition a row, which is what a million rows cost.
  const exits = new Float64Array(2 * groups * width);
  const entries = entryCode ? new Float64Array(groups * width) : undefined;
  // A row of weight 0 makes a step without anybody in it, as in R.
  const present = weights ? new Uint8Array(groups * width) : undefined;
  for (let i = 0; i < time.length; ++i) {
    const cell = group[i] * width + exitCode[i];
    const weight = weights ? weights[i] : 1;
    exits[2 * cell + status[i]] += weight;
    if (present) present[cell] = 1;
    if (!entries) continue;
    if (entryCode[i] >= exitCode[i]) throw new StatsInputError(`invalid entry at row ${i}: tied with its exit`, i);
    entries[group[i] * width + entryCode[i]] += weight;
  }
  return Array.from({length: groups}, (_, g) => {
    const [from, to] = [g * width, (g + 1) * width];
    const counts = {
      exits: exits.subarray(2 * from, 2 * to),
      entries: entries?.subarray(from, to),
      present: present?.subarray(from, to)
    };
    return productLimit(stepsOf(times, counts), options);
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
  let order = new Uint32Array(time.length);
  let [length, last, ascending] = [0, -1, true];
  for (let i = 0; i < time.length; ++i) {
    if (events[i] + censored[i] === 0) continue;
    if (time[i] < last) ascending = false;
    last = time[i];
    order[length++] = i;
  }
  order = order.subarray(0, length);
  // Counts come in order from every table of ours.
  if (!ascending) order.sort((a, b) => time[a] - time[b]);
  const pick = (values: ArrayLike<number>) => {
    const picked = new Float64Array(length);
    for (let i = 0; i < length; ++i) picked[i] = values[order[i]];
    return picked;
  };
  const sorted = {time: pick(time), event: pick(events), censored: pick(censored)};
  const repeated = sorted.time.findIndex((t, i) => i > 0 && t === sorted.time[i - 1]);
  if (repeated > 0) {
    throw new StatsInputError(`repeated time at row ${order[repeated]}: ${sorted.time[repeated]}`, order[repeated]);
  }
  return sorted;
}

interface CodedCounts {
  /** Censored and events of each time, one after the other. */
  readonly exits: Float64Array;
  readonly entries: Float64Array | undefined;
  /** Times of rows; undefined if they are those with exits. */
  readonly present: Uint8Array | undefined;
}

/** Keeps the times at which somebody of the group leaves, and counts who is at risk there. */
function stepsOf(times: Float64Array, {exits, entries, present}: CodedCounts): SurvivalSteps {
  const isStep = (t: number) => (present ? present[t] === 1 : exits[2 * t] + exits[2 * t + 1] > 0);
  let [length, n] = [0, 0];
  for (let t = 0; t < times.length; ++t) {
    if (isStep(t)) ++length;
    n += exits[2 * t] + exits[2 * t + 1];
  }
  const column = () => new Float64Array(length);
  const steps = {n, time: column(), atRisk: column(), event: column(), censored: column()};
  let waiting = n;
  let left = 0;
  for (let t = 0, i = 0; t < times.length; ++t) {
    const [censored, event] = [exits[2 * t], exits[2 * t + 1]];
    if (isStep(t)) {
      steps.time[i] = times[t];
      steps.atRisk[i] = entries ? n - waiting - left : n - left;
      steps.event[i] = event;
      steps.censored[i] = censored;
      ++i;
    }
    left += censored + event;
    // Somebody who enters at t is at risk from just after t.
    if (entries) waiting -= entries[t];
  }
  return steps;
}
