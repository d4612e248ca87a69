/** A survival curve, one element per time, ascending. */
export interface StepCurve {
  readonly time: ArrayLike<number>;
  readonly survival: ArrayLike<number>;
  readonly stdErr: ArrayLike<number>;
  readonly atRisk: ArrayLike<number>;
}

/** Below this number at risk in either group a crossing is chance. */
const few = 10;
/** How far apart curves must have been on both sides of a crossing, at the least, and in standard errors. */
const apart = 0.03;
const standardErrors = 1.96;

/**
 * Day at which two curves cross for good: on both sides of it they are apart by 3 percentage points, and the pointwise
 * 95 % interval of their difference excludes 0, in opposite directions, with at least 10 patients at risk in either
 * group. Null if they do not: a touch, or an exchange of places while the curves are together, is no crossing.
 */
export function crossingDay(a: StepCurve, b: StepCurve): number | null {
  const end = Math.min(lastWith(a, few), lastWith(b, few));
  let [i, j] = [-1, -1];
  let side = 0;
  let crossed: number | null = null;
  let previous = 0;
  for (;;) {
    const t = Math.min(a.time[i + 1] ?? Infinity, b.time[j + 1] ?? Infinity);
    if (!(t <= end)) return null;
    if (a.time[i + 1] === t) ++i;
    if (b.time[j + 1] === t) ++j;
    const difference = valueAt(a.survival, i, 1) - valueAt(b.survival, j, 1);
    if (difference === 0) continue;
    if (previous * difference <= 0) crossed = t;
    previous = difference;
    const error = Math.hypot(valueAt(a.stdErr, i, 0), valueAt(b.stdErr, j, 0));
    if (!(Math.abs(difference) >= Math.max(apart, standardErrors * error))) continue;
    const now = Math.sign(difference);
    if (side !== 0 && now !== side) return crossed;
    side = now;
  }
}

/** Value after step `i`; −1: before the first. */
function valueAt(values: ArrayLike<number>, i: number, before: number): number {
  return i < 0 ? before : values[i];
}

function lastWith({time, atRisk}: StepCurve, least: number): number {
  let last = 0;
  for (let i = 0; i < time.length && atRisk[i] >= least; ++i) last = time[i];
  return last;
}
