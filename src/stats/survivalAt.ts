import {StatsInputError} from "./errors.js";
import type {SurvivalCurve} from "./survivalCurve.js";

/** A survival curve read off at one time. */
export interface SurvivalPoint {
  readonly time: number;
  /** Under observation at the next exit time at or after `time`; 0 beyond the last. */
  readonly atRisk: number;
  /** Events and censorings since the previous time asked for (exclusive) up to this one (inclusive). */
  readonly events: number;
  readonly censored: number;
  /** The last value is carried on beyond the last time, and without patients it is 1; look at `atRisk`. */
  readonly survival: number;
  /** Greenwood standard error; null once survival is 0, and without patients. */
  readonly stdErr: number | null;
  /** Confidence limits; null where they do not exist, and without patients. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Survival at given times, ascending. Equals R `summary(survfit(…), times = …, extend = TRUE)`, whose number at risk is
 * that of the curve's next row.
 *
 * @throws {StatsInputError} if the times are not ascending, finite and ≥ 0
 */
export function survivalAt(curve: SurvivalCurve, times: ArrayLike<number>): SurvivalPoint[] {
  const points: SurvivalPoint[] = [];
  // Before the first exit survival is 1 for certain, but not of nobody.
  const before = curve.time.length > 0 ? {stdErr: 0, limit: 1} : {stdErr: null, limit: null};
  let row = 0;
  for (let j = 0; j < times.length; ++j) {
    const time = times[j];
    if (!(time >= 0 && time < Infinity) || (j > 0 && time < times[j - 1])) {
      throw new StatsInputError(`invalid time at row ${j}: ${time}`, j);
    }
    let [events, censored] = [0, 0];
    for (; row < curve.time.length && curve.time[row] <= time; ++row) {
      events += curve.event[row];
      censored += curve.censored[row];
    }
    const last = row - 1;
    const exact = last >= 0 && curve.time[last] === time;
    const next = exact ? last : row;
    points.push({
      time,
      atRisk: next < curve.time.length ? curve.atRisk[next] : 0,
      events,
      censored,
      survival: last < 0 ? 1 : curve.survival[last],
      stdErr: last < 0 ? before.stdErr : finite(curve.stdErr[last]),
      lower: last < 0 ? before.limit : finite(curve.lower[last]),
      upper: last < 0 ? before.limit : finite(curve.upper[last])
    });
  }
  return points;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
