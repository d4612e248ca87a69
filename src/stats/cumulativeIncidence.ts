import {aalenVariance, greenwoodVariance, jackknifeVariance} from "./cumulativeIncidenceVariance.js";
import type {CompetingRisksInput} from "./competingRisksInput.js";
import {checkCompetingRisks, distinctCauses, distinctCodes} from "./competingRisksInput.js";
import {normalQuantile} from "./distributions.js";
import {StatsInputError} from "./errors.js";
import type {IncidenceConfType} from "./incidenceLimits.js";
import {incidenceLimit} from "./incidenceLimits.js";
import {timeCodes} from "./timeCodes.js";

export interface CumulativeIncidenceOptions {
  /** "aalen" as `cmprsk::cuminc`, "jackknife" as `survival::survfit`; default "aalen". */
  variance?: "aalen" | "jackknife";
  /** Default "log", as in `survfit`. */
  confType?: IncidenceConfType;
  confLevel?: number;
}

/** A probability over the times of its group, with its variance and interval. */
export interface IncidenceCurve {
  /** 1 … K; 0 for the probability of no event yet. */
  cause: number;
  /** Events of the cause at each time. */
  events: Float64Array;
  estimate: Float64Array;
  variance: Float64Array;
  /** NaN where the estimate is 0 or the interval is not defined. */
  lower: Float64Array;
  upper: Float64Array;
}

/** Curves of one group; arrays have one element a distinct time of the group (censorings too), ascending. */
export interface GroupIncidence {
  /** Code of the group. */
  group: number;
  n: number;
  time: Float64Array;
  atRisk: Float64Array;
  censored: Float64Array;
  /** One a cause present anywhere in the data, ascending. */
  causes: IncidenceCurve[];
  /** Probability of no event: with the causes' estimates it sums to 1. */
  eventFree: IncidenceCurve;
}

/**
 * Aalen–Johansen cumulative incidence of each cause in each group: F_k(t) = Σ S(u−) d_k(u) / n(u), S the Kaplan–Meier
 * curve of any event.
 *
 * Times are tied only where equal, as in `cmprsk::cuminc` (no tie tolerance). Groups without rows do not appear. With
 * `variance: "aalen"` estimates and variances of the causes equal `cuminc`, that of the event-free probability is
 * Greenwood's; with "jackknife" all equal `survfit(Surv(time, factor(status)) ~ group)`. Intervals as
 * {@link incidenceLimit}.
 *
 * O(n log n), O(n) for times in whole units.
 *
 * Sources: Aalen & Johansen (1978); Aalen (1978); Gray's `cuminc`.
 *
 * @throws {StatsInputError} as {@link checkCompetingRisks}; on a confidence level out of range.
 */
export function cumulativeIncidence(
  input: CompetingRisksInput,
  options: CumulativeIncidenceOptions = {}
): GroupIncidence[] {
  checkCompetingRisks(input);
  const {confLevel = 0.95} = options;
  if (!(confLevel > 0 && confLevel < 1)) throw new StatsInputError(`invalid confLevel: ${confLevel}`);
  if (input.time.length === 0) return [];
  const causes = distinctCauses(input.status);
  const {
    times,
    codes: [code]
  } = timeCodes([input.time], {tolerance: false});
  return distinctCodes(input.group).map((group) => {
    const counts = countGroup(input, group, code, times, causes);
    return incidence(group, counts, causes, options, normalQuantile((1 + confLevel) / 2));
  });
}

/** Numbers at each distinct time of a group. */
interface GroupCounts {
  n: number;
  time: Float64Array;
  atRisk: Float64Array;
  censored: Float64Array;
  events: Float64Array[];
}

function countGroup(
  {status, group}: CompetingRisksInput,
  g: number,
  code: Int32Array,
  times: Float64Array,
  causes: number[]
): GroupCounts {
  const slot = new Int32Array(Math.max(0, ...causes) + 1);
  causes.forEach((cause, c) => (slot[cause] = c + 1));
  const counts = Array.from({length: causes.length + 1}, () => new Float64Array(times.length));
  const ends = new Float64Array(times.length);
  let n = 0;
  for (let i = 0; i < code.length; ++i) {
    if (group && group[i] !== g) continue;
    ++counts[slot[status[i]]][code[i]];
    ++ends[code[i]];
    ++n;
  }
  const present = (_: number, t: number): boolean => ends[t] > 0;
  const leaving = ends.filter(present);
  let atRisk = n;
  return {
    n,
    time: times.filter(present),
    atRisk: leaving.map((d) => {
      const now = atRisk;
      atRisk -= d;
      return now;
    }),
    censored: counts[0].filter(present),
    events: counts.slice(1).map((d) => d.filter(present))
  };
}

function incidence(
  group: number,
  {n, time, atRisk, censored, events}: GroupCounts,
  causes: number[],
  {variance = "aalen", confType = "log"}: CumulativeIncidenceOptions,
  z: number
): GroupIncidence {
  const steps = time.length;
  const all = new Float64Array(steps);
  for (const d of events) for (let t = 0; t < steps; ++t) all[t] += d[t];
  const before = new Float64Array(steps);
  const survival = new Float64Array(steps);
  for (let t = 0, s = 1; t < steps; ++t) {
    before[t] = s;
    s = (s * (atRisk[t] - all[t])) / atRisk[t];
    survival[t] = s;
  }
  const counts = {atRisk, censored, all, before, survival};
  const curve = (cause: number, d: Float64Array, estimate: Float64Array, v: Float64Array): IncidenceCurve => ({
    cause,
    events: d,
    estimate,
    variance: v,
    lower: estimate.map((f, t) => incidenceLimit(f, -z * Math.sqrt(v[t]), confType)),
    upper: estimate.map((f, t) => incidenceLimit(f, z * Math.sqrt(v[t]), confType))
  });
  const curves = causes.map((cause, c) => {
    const d = events[c];
    const estimate = cumulate(d.map((k, t) => (before[t] * k) / atRisk[t]));
    const v = variance === "aalen" ? aalenVariance(counts, d, estimate) : jackknifeVariance(counts, d, estimate);
    return curve(cause, d, estimate, v);
  });
  // With two states the jackknife is Greenwood's variance.
  const greenwood = greenwoodVariance(counts);
  return {group, n, time, atRisk, censored, causes: curves, eventFree: curve(0, all, survival, greenwood)};
}

function cumulate(increments: Float64Array): Float64Array {
  let sum = 0;
  return increments.map((v) => (sum += v));
}

/** A cumulative incidence at chosen times. */
export interface IncidenceAt {
  time: number;
  estimate: number;
  variance: number;
  lower: number;
  upper: number;
}

/**
 * Values at the given times: those of the last step at or before; 0 before the first, null after the last follow-up of
 * the group, where the curve is not known. Equals `cmprsk::timepoints` (NA there).
 */
export function incidenceAt(
  {time}: GroupIncidence,
  {cause, estimate, variance, lower, upper}: IncidenceCurve,
  times: readonly number[]
): (IncidenceAt | null)[] {
  return times.map((at) => {
    if (time.length === 0 || at > time[time.length - 1]) return null;
    let k = -1;
    while (k + 1 < time.length && time[k + 1] <= at) ++k;
    if (k < 0) {
      return cause === 0
        ? {time: at, estimate: 1, variance: 0, lower: 1, upper: 1}
        : {time: at, estimate: 0, variance: 0, lower: NaN, upper: NaN};
    }
    return {time: at, estimate: estimate[k], variance: variance[k], lower: lower[k], upper: upper[k]};
  });
}
