import {px} from "./svg.js";

/** A step curve: one element per step, the value holding from its time to the next. */
export interface StepCurve {
  readonly time: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/** Limits of a step curve; NaN where they do not exist. */
export interface StepBand {
  readonly time: ArrayLike<number>;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

type Scale = (value: number) => number;

/** Path of a step curve from `start` (0: from the value 1) to `end`, only its corners. */
export function stepPath({time, value}: StepCurve, x: Scale, y: Scale, end: number, start = 0): string {
  let path = "";
  let level = 1;
  for (let i = 0; i < time.length && time[i] <= start; ++i) level = value[i];
  path += `M${px(x(start))},${px(y(level))}`;
  for (let i = 0; i < time.length && time[i] <= end; ++i) {
    if (time[i] <= start || value[i] === level) continue;
    level = value[i];
    path += `H${px(x(time[i]))}V${px(y(level))}`;
  }
  return `${path}H${px(x(end))}`;
}

/** Closed path between the limits from `start` to `end`; it stops where they cease to exist. */
export function bandPath({time, lower, upper}: StepBand, x: Scale, y: Scale, end: number, start = 0): string {
  const corners: [number, number, number][] = [[start, 1, 1]];
  let last = end;
  for (let i = 0; i < time.length && time[i] <= end; ++i) {
    if (Number.isNaN(lower[i]) || Number.isNaN(upper[i])) {
      // Some intervals do not exist either while survival is still 1.
      if (corners.length === 1 && corners[0][1] === 1) continue;
      last = Math.max(start, time[i]);
      break;
    }
    if (time[i] <= start) corners[0] = [start, lower[i], upper[i]];
    else {
      const [, low, high] = corners[corners.length - 1];
      if (lower[i] !== low || upper[i] !== high) corners.push([time[i], lower[i], upper[i]]);
    }
  }
  if (last <= start) return "";
  const [[, firstLow, firstHigh], ...steps] = corners;
  let path = `M${px(x(start))},${px(y(firstHigh))}`;
  for (const [t, , high] of steps) path += `H${px(x(t))}V${px(y(high))}`;
  path += `H${px(x(last))}`;
  for (let i = corners.length - 1; i > 0; --i) path += `V${px(y(corners[i][1]))}H${px(x(corners[i][0]))}`;
  return `${path}V${px(y(firstLow))}H${px(x(start))}Z`;
}
