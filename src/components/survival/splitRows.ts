/** Patients of an analysis, one element each, time from the start. */
export interface PatientRows {
  readonly time: Float64Array;
  /** 0 censored, else the kind of event. */
  readonly status: Uint8Array;
  readonly group: Uint16Array;
  /** Time from which a patient is under observation; null: the start. */
  readonly entry: Float64Array | null;
}

/** Rows of an analysis: one per stretch of a patient in one group. */
export interface SplitRows {
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** −1: from the start; undefined where everybody is at risk from there. */
  readonly entry: Float64Array | undefined;
  readonly group: Uint16Array;
  /** Patient of each row. */
  readonly index: Uint32Array;
}

/**
 * Splits follow-up where a patient changes from group 0 to the own one, ends it at the horizon, and drops what never
 * comes under observation before that. An event on the day of the change comes first; a change on day 0 puts a patient
 * in the own group from the start.
 *
 * @param change time of the change, NaN: never; null: nobody changes
 */
export function splitRows(
  {time, status, group, entry}: PatientRows,
  change: Float64Array | null,
  horizon: number | null
): SplitRows {
  const n = time.length;
  const end = horizon ?? Infinity;
  const most = change === null ? n : 2 * n;
  const withEntry = change !== null || entry !== null;
  const rows = {
    time: new Float64Array(most),
    status: new Uint8Array(most),
    entry: new Float64Array(withEntry ? most : 0),
    group: new Uint16Array(most),
    index: new Uint32Array(most)
  };
  let count = 0;
  const add = (i: number, from: number, to: number, outcome: number, own: number) => {
    const delayed = entry === null ? from : Math.max(from, entry[i]);
    const exit = Math.min(to, end);
    // −1 stands for the start: somebody whose follow-up ends on day 0 is at risk then.
    if (delayed >= exit) return;
    rows.time[count] = exit;
    rows.status[count] = to > end ? 0 : outcome;
    if (withEntry) rows.entry[count] = delayed;
    rows.group[count] = own;
    rows.index[count] = i;
    ++count;
  };
  for (let i = 0; i < n; ++i) {
    const at = change === null ? 0 : change[i];
    if (change === null || at === 0) add(i, -1, time[i], status[i], group[i]);
    else if (!(at < time[i])) add(i, -1, time[i], status[i], 0);
    else {
      add(i, -1, at, 0, 0);
      add(i, at, time[i], status[i], group[i]);
    }
  }
  return {
    time: rows.time.subarray(0, count),
    status: rows.status.subarray(0, count),
    entry: withEntry ? rows.entry.subarray(0, count) : undefined,
    group: rows.group.subarray(0, count),
    index: rows.index.subarray(0, count)
  };
}
