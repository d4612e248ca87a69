import type {Histories} from "./histories.js";

/** One endpoint of one patient. */
export interface Outcome {
  /** Days from the index event to the start of the endpoint. */
  readonly start: number;
  /** Days from the start. */
  readonly time: number;
  /** 0 censored, 1 event of interest, 2 competing event. */
  readonly status: 0 | 1 | 2;
  /** Which event ended the time; null if censored. */
  readonly event: "death" | "relapse" | "refractory" | null;
}

/** A rule that rebuilds an endpoint from the events of patient `i`; null where the patient is not in its population. */
export interface EndpointDefinition {
  readonly endpoint: "OS" | "EFS" | "RFS" | "CIR" | "NRM";
  readonly outcome: (history: Histories, i: number) => Outcome | null;
}

type Ending = readonly [day: number, event: Exclude<Outcome["event"], null>, status: 1 | 2];

/**
 * The first of the endings on or after the start, in the order given on equal days; censored at last contact. Null
 * without an ending and a last contact, or if follow-up ends before the start.
 */
function first(start: number, endings: readonly Ending[], lastContact: number): Outcome | null {
  let result: Outcome | null = null;
  for (const [day, event, status] of endings)
    if (day >= start && (!result || day - start < result.time)) result = {start, time: day - start, status, event};
  if (result || !(lastContact >= start)) return result;
  return {start, time: lastContact - start, status: 0, event: null};
}

/** Endpoint definitions by id (DATA_MODEL §2). Relapse comes before death on the same day. */
export const endpointDefinitions: Readonly<Record<string, EndpointDefinition>> = {
  OS: {endpoint: "OS", outcome: (h, i) => first(0, [[h.death[i], "death", 1]], h.lastContact[i])},
  EFS_AMLSG: {
    endpoint: "EFS",
    outcome: (h, i) =>
      first(
        0,
        [
          [h.refractory[i], "refractory", 1],
          [h.relapse[i], "relapse", 1],
          [h.death[i], "death", 1]
        ],
        h.lastContact[i]
      )
  },
  RFS: {endpoint: "RFS", outcome: (h, i) => afterRemission(h, i, 1, 1)},
  CIR: {endpoint: "CIR", outcome: (h, i) => afterRemission(h, i, 1, 2)},
  NRM: {endpoint: "NRM", outcome: (h, i) => afterRemission(h, i, 2, 1)}
};

function afterRemission(h: Histories, i: number, relapse: 1 | 2, death: 1 | 2): Outcome | null {
  return first(
    h.remission[i],
    [
      [h.relapseAfterRemission[i], "relapse", relapse],
      [h.death[i], "death", death]
    ],
    h.lastContact[i]
  );
}
