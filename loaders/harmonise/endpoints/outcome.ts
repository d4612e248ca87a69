/** One endpoint of one patient. */
export interface Outcome {
  /** Days from the index event to the start of the endpoint. */
  readonly start: number;
  /** Days from the start; 0 is a time like any other. */
  readonly time: number;
  /** 0 censored, 1 event of interest, 2 competing event. */
  readonly status: 0 | 1 | 2;
  /** Which event ended the time; null if censored. */
  readonly event: string | null;
}

/** An event that ends the time at risk: its day (NaN = did not happen), what it is, and how it counts. */
export type Ending = readonly [day: number, event: string, status: 1 | 2];

/**
 * The first of the endings on or after the start, in the order given on equal days; without any, censored at last
 * contact. Null without an ending and a last contact, or if follow-up ends before the start.
 */
export function firstEnding(start: number, endings: readonly Ending[], lastContact: number): Outcome | null {
  let result: Outcome | null = null;
  for (const [day, event, status] of endings)
    if (day >= start && (!result || day - start < result.time)) result = {start, time: day - start, status, event};
  if (result || !(lastContact >= start)) return result;
  return {start, time: lastContact - start, status: 0, event: null};
}
