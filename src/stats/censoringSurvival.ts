import {checkSurvivalData, type SurvivalData} from "./survivalData.js";
import {timeCodes} from "./timeCodes.js";

/** Probability of not being censored yet, at the distinct times of exit, ascending. */
export interface CensoringSurvival {
  readonly time: Float64Array;
  /** Just before the time, G(t−): 1 at the first. */
  readonly before: Float64Array;
  /** At the time, G(t). */
  readonly at: Float64Array;
  /** Position in `time` of each row. */
  readonly code: Int32Array;
}

/**
 * Kaplan–Meier estimate G of the censoring distribution, by which observed patients are weighted up for those censored.
 *
 * At a tied time events come first, so that they are not at risk of being censored there: the G of
 * `survival::concordance(timewt = "n/G2")`. Weights are counts.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does; delayed entry is not looked at
 */
export function censoringSurvival({time, status, weights}: SurvivalData): CensoringSurvival {
  checkSurvivalData({time, status, ...(weights && {weights})});
  const {
    times,
    codes: [code]
  } = timeCodes([time], {tolerance: true});
  const events = new Float64Array(times.length);
  const censored = new Float64Array(times.length);
  let atRisk = 0;
  for (let i = 0; i < code.length; ++i) {
    const weight = weights ? weights[i] : 1;
    if (status[i] === 1) events[code[i]] += weight;
    else censored[code[i]] += weight;
    atRisk += weight;
  }
  const before = new Float64Array(times.length);
  const at = new Float64Array(times.length);
  let g = 1;
  for (let t = 0; t < times.length; ++t) {
    before[t] = g;
    const left = atRisk - events[t];
    if (censored[t] > 0) g *= Math.max(0, 1 - censored[t] / left);
    at[t] = g;
    atRisk = left - censored[t];
  }
  return {time: times, before, at, code};
}

/** G(t) at any time: 1 before the first exit, carried on beyond the last. */
export function censoringAt({time, at}: CensoringSurvival, t: number): number {
  let g = 1;
  for (let i = 0; i < time.length && time[i] <= t; ++i) g = at[i];
  return g;
}
