import {px} from "./svg.js";

/** A step curve: one element per step, the value holding from its time to the next. */
export interface StepCurve {
  readonly time: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

type Scale = (value: number) => number;

/** Path of a step curve from (0, 1) to `end`, only its corners. */
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

/** Closed path between two step curves; steps whose limits do not exist end the band. */
export function bandPath(
  time: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  x: Scale,
  y: Scale
): string {
  const corners: [number, number, number][] = [[0, 1, 1]];
  let end = 0;
  for (let i = 0; i < time.length; ++i) {
    end = time[i];
    if (Number.isNaN(lower[i]) || Number.isNaN(upper[i])) {
      if (corners.length > 1) break;
      continue;
    }
    const [, low, high] = corners[corners.length - 1];
    if (lower[i] !== low || upper[i] !== high) corners.push([time[i], lower[i], upper[i]]);
  }
  let path = `M${px(x(0))},${px(y(1))}`;
  for (const [t, , high] of corners.slice(1)) path += `H${px(x(t))}V${px(y(high))}`;
  path += `H${px(x(end))}`;
  for (let i = corners.length - 1; i > 0; --i) path += `V${px(y(corners[i][1]))}H${px(x(corners[i][0]))}`;
  return `${path}V${px(y(1))}Z`;
}
