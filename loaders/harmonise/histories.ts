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
  /** First day of the events that the disease pack declares, by code. */
  readonly declared: ReadonlyMap<string, Float64Array>;
}

/**
 * Collects the events of every patient into the days that endpoints are made of; the first of several counts, the last
 * contact is the latest.
 *
 * @param codes events that the disease pack declares
 */
export function histories({patient, event, day}: SourceEvents, size: number, codes: readonly string[] = []): Histories {
  const none = (): Float64Array => new Float64Array(size).fill(NaN);
  const result: Histories = {
    death: none(),
    lastContact: none(),
    remission: none(),
    refractory: none(),
    transplant: none(),
    relapse: none(),
    relapseAfterRemission: none(),
    declared: new Map(codes.map((code) => [code, none()]))
  };
  const firstOf: Readonly<Record<string, Float64Array>> = {
    ...Object.fromEntries(result.declared),
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

/**
 * The days of one kind of event, of the model or of the disease pack.
 *
 * @throws {RangeError} on an event of which no day is kept
 */
export function eventDays(histories: Histories, event: string): Float64Array {
  const {death, lastContact, remission, refractory, relapse, transplant, declared} = histories;
  const known: Readonly<Record<string, Float64Array>> = {
    death,
    last_contact: lastContact,
    cr: remission,
    refractory,
    relapse,
    hct_allo: transplant
  };
  const days = Object.hasOwn(known, event) ? known[event] : declared.get(event);
  if (days === undefined) throw new RangeError(`unknown event: ${event}`);
  return days;
}
