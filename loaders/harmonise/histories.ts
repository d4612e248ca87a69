import type {SourceEvents} from "./events.js";

/** The days of one kind of event, by patient; NaN where there was none. */
export interface Histories {
  readonly death: Float64Array;
  readonly lastContact: Float64Array;
  readonly remission: Float64Array;
  readonly refractory: Float64Array;
  /** First allogeneic transplantation. */
  readonly transplant: Float64Array;
  /** First relapse. */
  readonly relapse: Float64Array;
  /** First relapse on or after the day of remission. */
  readonly relapseAfterRemission: Float64Array;
}

/** Collects the events of every patient into the days that endpoints are made of; the first of several counts, the last contact is the latest. */
export function histories({patient, event, day}: SourceEvents, size: number): Histories {
  const none = (): Float64Array => new Float64Array(size).fill(NaN);
  const result: Histories = {
    death: none(),
    lastContact: none(),
    remission: none(),
    refractory: none(),
    transplant: none(),
    relapse: none(),
    relapseAfterRemission: none()
  };
  const firstOf: Readonly<Record<string, Float64Array>> = {
    death: result.death,
    cr: result.remission,
    refractory: result.refractory,
    hct_allo: result.transplant,
    relapse: result.relapse
  };
  for (let i = 0; i < event.length; ++i) {
    const p = patient[i];
    if (event[i] === "last_contact") {
      if (!(result.lastContact[p] >= day[i])) result.lastContact[p] = day[i];
      continue;
    }
    if (!Object.hasOwn(firstOf, event[i])) continue;
    const days = firstOf[event[i]];
    if (!(days[p] <= day[i])) days[p] = day[i];
  }
  for (let i = 0; i < event.length; ++i) {
    const p = patient[i];
    if (event[i] !== "relapse" || !(day[i] >= result.remission[p])) continue;
    if (!(result.relapseAfterRemission[p] <= day[i])) result.relapseAfterRemission[p] = day[i];
  }
  return result;
}
