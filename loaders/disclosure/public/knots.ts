import type {ReportCurve} from "../../../src/model/report.js";

/** Day of a whole month of follow-up; a month is a twelfth of 365.25 days. */
export function monthDay(month: number): number {
  return Math.round((month * 365.25) / 12);
}

/** A curve by months: what knots are chosen from. */
export interface MonthlyEvents {
  /** Events after the day of month m − 1 up to that of month m; element 0 those of the first day. */
  readonly events: Float64Array;
  /** Last month with as many at risk as a curve needs. */
  readonly last: number;
}

/** Counts an exact curve's events by whole months, up to the last time with at least `atRisk` patients at risk. */
export function monthlyEvents(curve: ReportCurve, atRisk: number): MonthlyEvents {
  const {time, event = [], atRisk: risk = []} = curve;
  const end = time.reduce((day, t, i) => (risk[i] >= atRisk ? t : day), 0);
  const last = Math.floor((end * 12) / 365.25);
  const events = new Float64Array(last + 1);
  time.forEach((t, i) => {
    if (event[i] === 0 || t > monthDay(last)) return;
    // A failure at the start, as of event-free survival, is on the first day.
    let month = t <= 1 ? 0 : Math.max(1, Math.floor((t * 12) / 365.25) - 1);
    while (monthDay(month) < t && t > 1) ++month;
    events[month] += event[i];
  });
  return {events, last};
}

/**
 * Months at which a curve may be said: at least `least` events lie between two of them, and fewer after the last. Of all
 * such choices the one whose straight lines stay nearest to the curve at whole months (least greatest distance, then most
 * knots; dynamic programming over the last knot). Month 0 can be one if as many events fall on the first day; a start of
 * 1 before it is given.
 *
 * @param survival the curve's value at the day of each month; month 0 after the first day
 */
export function knotMonths(
  {events, last}: MonthlyEvents,
  survival: ArrayLike<number>,
  least: number,
  {forbidden, others = []}: KnotLimits = {}
): number[] {
  const before = cumulated({events, last}, last);
  const further = others.map((other) => ({sums: cumulated(other.monthly, last), least: other.least}));
  const best: ({readonly error: number; readonly knots: number; readonly previous: number} | undefined)[] = [];
  let end = -1;
  for (let month = 0; month <= last; ++month) {
    if (forbidden?.has(month)) continue;
    for (let previous = month - 1; previous >= -1; --previous) {
      const between = before[month + 1] - before[previous + 1];
      const path = previous < 0 ? {error: 0, knots: 0} : best[previous];
      if (between < least || path === undefined) continue;
      if (further.some((other) => isFew(other.sums[month + 1] - other.sums[previous + 1], other.least))) continue;
      const error = Math.max(path.error, lineError(survival, previous, month));
      const known = best[month];
      if (known === undefined || error < known.error || (error === known.error && path.knots + 1 > known.knots))
        best[month] = {error, knots: path.knots + 1, previous};
      // Longer lines only ever lie farther away.
      if (between >= 4 * least && best[month] !== undefined) break;
    }
    const found = best[month];
    if (found === undefined || before[last + 1] - before[month + 1] >= least) continue;
    if (end < 0 || found.error < best[end]!.error) end = month;
  }
  const knots: number[] = [];
  for (let month = end; month >= 0; month = best[month]!.previous) knots.unshift(month);
  return knots;
}

/** What else knots must keep to. */
export interface KnotLimits {
  /** Months that may be no knot. */
  readonly forbidden?: ReadonlySet<number>;
  /** Further events of which none, or so many, must lie between two knots. */
  readonly others?: readonly {readonly monthly: MonthlyEvents; readonly least: number}[];
}

/** Events before each month, up to and with `last`. */
function cumulated({events}: MonthlyEvents, last: number): number[] {
  const sums = [0];
  for (let month = 0; month <= last; ++month) sums.push(sums[month] + (events[month] ?? 0));
  return sums;
}

function isFew(n: number, least: number): boolean {
  return n > 0 && n < least;
}

/** Greatest distance at whole months of a curve from the straight lines between its knots, up to the last. */
export function knotError(survival: ArrayLike<number>, months: readonly number[]): number {
  return Math.max(0, ...months.map((month, i) => lineError(survival, i === 0 ? -1 : months[i - 1], month)));
}

/** Greatest distance at whole months of a curve from the line between two of its rounded values. */
function lineError(survival: ArrayLike<number>, from: number, to: number): number {
  const [x, y] = from < 0 ? [0, 1] : [from, roundTo(survival[from], 2)];
  const end = roundTo(survival[to], 2);
  let worst = Math.abs(end - survival[to]);
  for (let month = x; month < to; ++month)
    worst = Math.max(worst, Math.abs(y + ((end - y) * (month - x)) / (to - x) - survival[month]));
  return worst;
}

/** Value of an exact curve at the day of each month up to `last`; at month 0 after the first day. */
export function monthlyValues({time, value}: ReportCurve, last: number, start: 0 | 1): Float64Array {
  return Float64Array.from({length: last + 1}, (_, month) => {
    const at = indexAt(time, Math.max(1, monthDay(month)));
    return at < 0 ? start : value[at];
  });
}

/**
 * The first of some months before which, since the one before it, there are events, but fewer than `least`: a point that
 * says too much; null if there is none.
 */
export function tooFineAt(months: readonly number[], {events}: MonthlyEvents, least: number): number | null {
  let before = -1;
  for (const month of months) {
    let sum = 0;
    for (let m = before + 1; m <= month; ++m) sum += events[m] ?? 0;
    if (isFew(sum, least)) return month;
    before = month;
  }
  return null;
}

/** Months of both lists; both ascend. */
export function commonMonths(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists;
  return first.filter((month) => others.every((list) => list.includes(month)));
}

/** A curve at its knots, and where its flat tail begins: fewer events than between knots come after. */
export interface KnotCurve {
  readonly curve: ReportCurve;
  readonly tailFrom: number;
}

/**
 * An exact curve at knots alone: values and limits of the exact data there, rounded to 0.01, and a flat tail to the last
 * month with enough at risk.
 *
 * @param start value at the start: 1 for survival, 0 for an incidence
 */
export function curveAtKnots(exact: ReportCurve, months: readonly number[], last: number, start: 0 | 1): KnotCurve {
  const points = months.map((month) => ({day: monthDay(month), at: indexAt(exact.time, Math.max(1, monthDay(month)))}));
  const time = points.map(({day}) => day);
  const value = points.map(({at}) => roundTo(at < 0 ? start : exact.value[at], 2));
  const limit = (band: ReportCurve["lower"]) =>
    points.map(({at}) => (at < 0 || band[at] === null ? null : roundTo(band[at], 2)));
  const [lower, upper] = [limit(exact.lower), limit(exact.upper)];
  if (time[0] !== 0) {
    time.unshift(0);
    value.unshift(start);
    lower.unshift(start);
    upper.unshift(start);
  }
  const tailFrom = time[time.length - 1];
  if (monthDay(last) > tailFrom) {
    time.push(monthDay(last));
    value.push(value[value.length - 1]);
    lower.push(lower[lower.length - 1]);
    upper.push(upper[upper.length - 1]);
  }
  return {curve: {resolution: "knots", time, value, lower, upper}, tailFrom};
}

/** Value of a knot curve at a day: straight between knots; null after its end. */
export function valueAt({time}: ReportCurve, values: readonly (number | null)[], day: number): number | null {
  if (time.length === 0 || day > time[time.length - 1]) return null;
  const after = time.findIndex((t) => t >= day);
  const [b, a] = [values[after], values[after - 1]];
  if (b === null || time[after] === day) return b;
  if (a === null || a === undefined) return null;
  return a + ((b - a) * (day - time[after - 1])) / (time[after] - time[after - 1]);
}

/** Day at which a knot curve of survival first falls to `level`, to the whole month; null if it does not. */
export function fallsTo({time}: ReportCurve, values: readonly (number | null)[], level: number): number | null {
  const after = values.findIndex((value) => value !== null && value <= level);
  if (after < 0) return null;
  const [b, a] = [values[after]!, values[after - 1] ?? null];
  if (after === 0 || a === null || a === b) return time[after];
  const day = time[after - 1] + ((a - level) * (time[after] - time[after - 1])) / (a - b);
  return monthDay(Math.round((day * 12) / 365.25));
}

/** Greatest distance of a knot curve from the exact one, up to its last knot: at whole months, and on any day. */
export function worstError(
  exact: ReportCurve,
  {curve, tailFrom}: KnotCurve,
  start: 0 | 1
): {readonly months: number; readonly days: number} {
  const worst = {months: 0, days: 0};
  const last = Math.floor((tailFrom * 12) / 365.25 + 0.5);
  monthlyValues(exact, last, start).forEach((value, month) => {
    const shown = month === 0 ? null : valueAt(curve, curve.value, monthDay(month));
    if (shown !== null) worst.months = Math.max(worst.months, Math.abs(shown - value));
  });
  exact.time.forEach((day, i) => {
    const shown = day > tailFrom ? null : valueAt(curve, curve.value, day);
    if (shown === null) return;
    // Just before the step, and at it.
    for (const value of [i === 0 ? start : exact.value[i - 1], exact.value[i]])
      worst.days = Math.max(worst.days, Math.abs(shown - value));
  });
  return worst;
}

/** Rounds to a number of decimals. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

function indexAt(time: readonly number[], day: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
