import {cumulativeIncidence} from "../../src/stats/cumulativeIncidence.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {bisect} from "./bisect.js";

/** One published figure beside the simulated one. */
export interface Comparison {
  readonly block: string;
  readonly quantity: string;
  readonly published: number;
  readonly simulated: number;
  /** True within the tolerance for its kind: proportions 2 standard errors, survival 5 points, medians 15 %, odds ratios × or ÷ 1.6. */
  readonly isWithin: boolean;
  /** What the figure is, which decides its unit: per cent, a plain value, months, a ratio. */
  readonly kind: "share" | "median" | "months" | "ratio";
  /** The tolerance in words. */
  readonly tolerance: string;
  /** Patients behind a share, and those of whom it is one. */
  readonly counted?: readonly [found: number, n: number];
  /** Distance in standard errors of the simulated figure: what chance alone explains in a sample of this size. */
  readonly z: number;
}

/** Whether a time has ended, and how: 0 censored, 1 event, 2 competing event. Days. */
export interface TimeToEvent {
  readonly time: number;
  readonly status: 0 | 1 | 2;
}

/** A share of patients, in per cent. */
export function compareShare(
  block: string,
  quantity: string,
  published: number,
  successes: number,
  n: number
): Comparison {
  const p = published / 100;
  // The standard error under the published share, not zero where nobody is found.
  const z = Math.abs(successes / n - p) / Math.sqrt((p * (1 - p)) / n);
  const words = {kind: "share", tolerance: "2 standard errors"} as const;
  return {
    block,
    quantity,
    published,
    simulated: (100 * successes) / n,
    isWithin: z <= 2,
    z,
    counted: [successes, n],
    ...words
  };
}

/** A median of complete values; the distance is that of the share of values below the published one. */
export function compareMedian(
  block: string,
  quantity: string,
  published: number,
  values: readonly number[]
): Comparison {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const simulated = (sorted[Math.floor((n - 1) / 2)] + sorted[Math.floor(n / 2)]) / 2;
  const below = sorted.filter((value) => value < published).length;
  const upTo = sorted.filter((value) => value <= published).length;
  const excess = Math.max(0, below - n / 2, n / 2 - upTo);
  const words = {kind: "median", tolerance: "15 %"} as const;
  const z = excess / Math.sqrt(n / 4);
  return {block, quantity, published, simulated, isWithin: isNear(simulated, published), z, ...words};
}

/**
 * A median time by Kaplan–Meier, in months, as the pages show it (`medianSurvival`); Infinity where it is not reached.
 *
 * @param tolerance in months; 15 % of the published median if not given
 */
export function compareMedianTime(
  block: string,
  quantity: string,
  published: number,
  times: readonly TimeToEvent[],
  tolerance = 0.15 * published
): Comparison {
  const status = times.map((d) => (d.status === 0 ? 0 : 1));
  const median = medianSurvival(kaplanMeier({time: times.map(({time}) => time), status})).time;
  const simulated = median === null ? Infinity : median / 30.4375;
  const {estimate, stdErr} = valueAt(eventFreeCurve(times), published * 30.4375, 1);
  return {
    block,
    quantity,
    published,
    simulated,
    isWithin: Math.abs(simulated - published) <= tolerance,
    z: Math.abs(estimate - 0.5) / stdErr,
    kind: "months",
    tolerance: tolerance === 0.15 * published ? "15 %" : `${tolerance} months`
  };
}

/** Survival (Kaplan–Meier) after `years`, in per cent. */
export function compareSurvival(
  block: string,
  quantity: string,
  published: number,
  times: readonly TimeToEvent[],
  years: number
): Comparison {
  return compareEstimate(block, quantity, published, valueAt(eventFreeCurve(times), years * 365.25, 1), times.length);
}

/** Cumulative incidence (Aalen–Johansen) of the event with the given status after `years`, in per cent. */
export function compareIncidence(
  block: string,
  quantity: string,
  published: number,
  times: readonly TimeToEvent[],
  years: number,
  cause: 1 | 2
): Comparison {
  const [group] = incidence(times);
  const curve = group.causes.find((found) => found.cause === cause);
  if (!curve) return compareEstimate(block, quantity, published, {estimate: 0, stdErr: 0}, times.length);
  return compareEstimate(
    block,
    quantity,
    published,
    valueAt({time: group.time, ...curve}, years * 365.25, 0),
    times.length
  );
}

/**
 * An odds ratio between two alterations; half a patient is added to each cell where one is empty. The standard error of
 * its logarithm is the larger of those with the cells found and with the cells that the published ratio leads to expect.
 */
export function compareOddsRatio(
  block: string,
  quantity: string,
  published: number,
  pairs: readonly (readonly [boolean, boolean])[]
): Comparison {
  const cells = [0, 0, 0, 0];
  for (const [a, b] of pairs) ++cells[(a ? 2 : 0) + (b ? 1 : 0)];
  const found = cells.includes(0) ? cells.map((n) => n + 0.5) : cells;
  const [neither, onlyB, onlyA, both] = found;
  const simulated = (both * neither) / (onlyA * onlyB);
  const distance = Math.abs(Math.log(simulated / published));
  const stdErr = Math.max(woolf(found), woolf(expectedCells(found, published)));
  const words = {kind: "ratio", tolerance: "× or ÷ 1.6"} as const;
  return {block, quantity, published, simulated, isWithin: distance <= Math.log(1.6), z: distance / stdErr, ...words};
}

function woolf(cells: readonly number[]): number {
  return Math.sqrt(cells.reduce((sum, n) => sum + 1 / n, 0));
}

/** Cells with the margins of the given ones and another odds ratio. */
function expectedCells([neither, onlyB, onlyA, both]: readonly number[], ratio: number): number[] {
  const [a, b, n] = [both + onlyA, both + onlyB, neither + onlyB + onlyA + both];
  const excess = (x: number): number => x * (n - a - b + x) - ratio * (a - x) * (b - x);
  const x = bisect(excess, Math.max(0, a + b - n), Math.min(a, b));
  return [n - a - b + x, b - x, a - x, x];
}

interface Curve {
  readonly time: Float64Array;
  readonly estimate: Float64Array;
  readonly variance: Float64Array;
}

function incidence(times: readonly TimeToEvent[]): ReturnType<typeof cumulativeIncidence> {
  return cumulativeIncidence({time: times.map(({time}) => time), status: times.map(({status}) => status)});
}

function eventFreeCurve(times: readonly TimeToEvent[]): Curve {
  const [group] = incidence(times);
  return {time: group.time, ...group.eventFree};
}

/** Value of a curve on a day; `start` before its first time. */
function valueAt({time, estimate, variance}: Curve, days: number, start: 0 | 1): {estimate: number; stdErr: number} {
  let last = -1;
  while (last + 1 < time.length && time[last + 1] <= days) ++last;
  return last < 0 ? {estimate: start, stdErr: 0} : {estimate: estimate[last], stdErr: Math.sqrt(variance[last])};
}

function compareEstimate(
  block: string,
  quantity: string,
  published: number,
  {estimate, stdErr}: {estimate: number; stdErr: number},
  n: number
): Comparison {
  const simulated = 100 * estimate;
  const distance = Math.abs(simulated - published);
  // Near 0 and 1 the estimated error is too small by chance; at least that of complete follow-up at the published value.
  const p = published / 100;
  const error = 100 * Math.max(stdErr, Math.sqrt((p * (1 - p)) / n));
  const words = {kind: "share", tolerance: "5 points"} as const;
  return {block, quantity, published, simulated, isWithin: distance <= 5, z: distance / error, ...words};
}

function isNear(simulated: number, published: number): boolean {
  return Math.abs(simulated - published) <= 0.15 * published;
}
