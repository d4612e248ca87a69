import {StatsInputError} from "./errors.js";
import type {SurvivalCurve} from "./survivalCurve.js";

/** R's `sqrt(.Machine$double.eps)`. */
const tolerance = 1.490116119384766e-8;

/** The time by which a share of patients has had the event; null = not reached. */
export interface SurvivalQuantile {
  /** Share with the event, 0–1; 0.5 is the median. */
  readonly prob: number;
  readonly time: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Quantiles of the time to the event with confidence limits (Brookmeyer and Crowley, Biometrics 1982;38:29: where the
 * band crosses). Equals R `quantile(survfit(…), probs)`: the first time at which survival is ≤ 1 − p; the midpoint of
 * the step if the curve is flat exactly at 1 − p, and of the step to the last time if it never falls again.
 *
 * @throws {StatsInputError} on a probability outside 0–1
 */
export function survivalQuantiles(curve: SurvivalCurve, probs: ArrayLike<number>): SurvivalQuantile[] {
  const [middle, early, late] = [curve.survival, curve.lower, curve.upper].map((band) => distribution(curve, band));
  return Array.from(probs, (prob, i) => {
    if (!(prob >= 0 && prob <= 1)) throw new StatsInputError(`invalid probability at row ${i}: ${prob}`, i);
    return {prob, time: crossing(middle, prob), lower: crossing(early, prob), upper: crossing(late, prob)};
  });
}

/** The median with its limits; see `survivalQuantiles`. */
export function medianSurvival(curve: SurvivalCurve): SurvivalQuantile {
  return survivalQuantiles(curve, [0.5])[0];
}

/** One minus a curve or a limit, as the distinct values it takes and the first time it takes each, by value. */
interface Distribution {
  readonly share: number[];
  readonly time: number[];
  /** The value at the end, in order of time. */
  readonly lastShare: number;
  readonly lastTime: number;
}

function distribution(curve: SurvivalCurve, band: Float64Array): Distribution {
  return inOrder(curve, band) ?? sorted(curve, band);
}

/** The distribution of a limit that never rises, where equal values stand together; null if it is not one. */
function inOrder(curve: SurvivalCurve, band: Float64Array): Distribution | null {
  const [share, time] = [[0], [0]];
  let last = 0;
  for (let i = 0; i < band.length; ++i) {
    const next = 1 - band[i];
    if (Number.isNaN(next) || next === last) continue;
    if (next < last) return null;
    share.push((last = next));
    time.push(curve.time[i]);
  }
  return {share, time, lastShare: last, lastTime: curve.time.at(-1) ?? 0};
}

function sorted(curve: SurvivalCurve, band: Float64Array): Distribution {
  const points = [{share: 0, time: 0}];
  const seen = new Set([0]);
  let lastShare = 0;
  for (let i = 0; i < band.length; ++i) {
    if (Number.isNaN(band[i])) continue;
    const share = 1 - band[i];
    if (seen.has(share)) continue;
    seen.add(share);
    points.push({share, time: curve.time[i]});
    lastShare = share;
  }
  // A limit need not be monotone under delayed entry; R then goes by value, not by time.
  points.sort((a, b) => a.share - b.share);
  return {
    share: points.map((d) => d.share),
    time: points.map((d) => d.time),
    lastShare,
    lastTime: curve.time.at(-1) ?? 0
  };
}

function crossing({share, time, lastShare, lastTime}: Distribution, prob: number): number | null {
  if (prob === 0) return 0;
  const first = share.findIndex((d) => d + tolerance >= prob);
  if (first < 0) return null;
  if (Math.abs(prob - lastShare) < tolerance) return (time[first] + lastTime) / 2;
  const second = share.findIndex((d) => d - tolerance >= prob);
  return (time[first] + time[second < 0 ? share.length - 1 : second]) / 2;
}
