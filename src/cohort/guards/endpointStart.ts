/** Where the clock of an endpoint starts. */
export interface EndpointStart {
  readonly event: "index" | "remission";
  /** Column of the extract with the day of the start, counted from the index event; null: day 0. */
  readonly dayColumn: string | null;
}

const fromRemission = new Set(["RFS", "CIR", "NRM", "CID"]);

/** The start of an endpoint, by its code in the vocabulary `endpoint`. */
export function endpointStart(endpoint: string): EndpointStart {
  return fromRemission.has(endpoint) ? {event: "remission", dayColumn: "cr_day"} : {event: "index", dayColumn: null};
}
