import {StatsInputError} from "./errors.js";

/** Follow-up with competing causes; all arrays have one element a patient. */
export interface CompetingRisksInput {
  /** End of follow-up, ≥ 0. */
  time: ArrayLike<number>;
  /** 0 censored, 1 … K the cause of the event. */
  status: ArrayLike<number>;
  /** Codes 0, 1, …; default all in group 0. */
  group?: ArrayLike<number>;
  /** Codes 0, 1, …; used by tests only. */
  strata?: ArrayLike<number>;
}

/** @throws {StatsInputError} on unequal lengths, a negative or non-finite time, a cause or code that is not a whole number ≥ 0. */
export function checkCompetingRisks({time, status, group, strata}: CompetingRisksInput): void {
  const codes: [string, ArrayLike<number> | undefined][] = [
    ["status", status],
    ["group", group],
    ["strata", strata]
  ];
  for (const [name, values] of codes) {
    if (values && values.length !== time.length) {
      throw new StatsInputError(`invalid length of ${name}: ${values.length}, not ${time.length}`);
    }
  }
  for (let i = 0; i < time.length; ++i) {
    if (!(time[i] >= 0 && time[i] < Infinity)) throw new StatsInputError(`invalid time at row ${i}: ${time[i]}`, i);
    for (const [name, values] of codes) {
      if (values && !(values[i] >= 0 && Number.isInteger(values[i]))) {
        throw new StatsInputError(`invalid ${name} at row ${i}: ${values[i]}`, i);
      }
    }
  }
}

/** The distinct codes of an array, ascending; [0] where there is none. */
export function distinctCodes(codes?: ArrayLike<number>): number[] {
  if (!codes) return [0];
  const seen = new Set<number>();
  for (let i = 0; i < codes.length; ++i) seen.add(codes[i]);
  return [...seen].sort((a, b) => a - b);
}

/** The distinct causes of event, ascending. */
export function distinctCauses(status: ArrayLike<number>): number[] {
  return distinctCodes(status).filter((cause) => cause !== 0);
}
