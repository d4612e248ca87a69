import {censoringSurvival, type CensoringSurvival} from "./censoringSurvival.js";
import {gatherRows, rowsByStratum} from "./rowsByStratum.js";
import type {SurvivalData} from "./survivalData.js";

/** Rows of one stratum, put in order of time once and measured often. */
export interface StratumTimes {
  readonly rows: Int32Array;
  readonly latestFirst: LatestFirst;
  /** Of each position: 1 event, 0 censored. */
  readonly status: Float64Array;
  readonly weight: Float64Array;
  /** Censoring in the stratum; `code` is by position. */
  readonly censoring: CensoringSurvival;
}

/**
 * The rows of a stratum from the last time to the first; at one time those censored before those with the event. The
 * columns are in this order, so that whoever goes through them reads memory in a row: measures go through them often.
 */
export interface LatestFirst {
  readonly rows: Int32Array;
  readonly status: Float64Array;
  readonly weight: Float64Array;
  /** Position of each time among the distinct times of the stratum's censoring. */
  readonly code: Int32Array;
}

/**
 * Follow-up in the order in which pairs are counted.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does
 */
export function sampleTimes({
  time,
  status,
  weights,
  strata
}: Omit<SurvivalData, "entry"> & {readonly strata?: ArrayLike<number>}): StratumTimes[] {
  return rowsByStratum(time.length, strata).map((rows) => {
    const weight = weights ? gatherRows(weights, rows) : new Float64Array(rows.length).fill(1);
    const own = {time: gatherRows(time, rows), status: gatherRows(status, rows)};
    const censoring = censoringSurvival({...own, ...(weights && {weights: weight})});
    const order = orderOf(censoring, own.status);
    const latestFirst = {
      rows: order.map((k) => rows[k]),
      status: gatherRows(own.status, order),
      weight: gatherRows(weight, order),
      code: order.map((k) => censoring.code[k])
    };
    return {rows, latestFirst, status: own.status, weight, censoring};
  });
}

/** A counting sort by (time descending, censored first). */
function orderOf({time, code}: CensoringSurvival, status: Float64Array): Int32Array {
  const key = (k: number) => 2 * (time.length - 1 - code[k]) + status[k];
  const next = new Int32Array(2 * time.length + 1);
  for (let k = 0; k < code.length; ++k) ++next[key(k) + 1];
  for (let c = 0; c < 2 * time.length; ++c) next[c + 1] += next[c];
  const order = new Int32Array(code.length);
  for (let k = 0; k < code.length; ++k) order[next[key(k)]++] = k;
  return order;
}
