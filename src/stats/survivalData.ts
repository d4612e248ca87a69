import {StatsInputError} from "./errors.js";

/** Follow-up of patients, one element each. Times are in any one unit; results are in the same. */
export interface SurvivalData {
  /** Time from the start to the event or to censoring, ≥ 0. */
  readonly time: ArrayLike<number>;
  /** 1 = event, 0 = censored at `time`. */
  readonly status: ArrayLike<number>;
  /** Time at which the patient came under observation (delayed entry, left truncation); 0 if not given. */
  readonly entry?: ArrayLike<number>;
  /** Case weights ≥ 0: a patient of weight 2 counts as two. 1 if not given. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Refuses follow-up that no estimate can be made from.
 *
 * @throws {StatsInputError} with the offending index: unequal lengths, a time that is negative or not finite, a status
 * other than 0 or 1, an entry not before its exit, a weight that is negative or not finite
 */
export function checkSurvivalData({time, status, entry, weights}: SurvivalData): void {
  const n = time.length;
  for (const [name, values] of Object.entries({status, entry, weights})) {
    if (values !== undefined && values.length !== n) {
      throw new StatsInputError(`length mismatch: ${n} times, ${values.length} values of ${name}`);
    }
  }
  for (let i = 0; i < n; ++i) {
    const t = time[i];
    const s = status[i];
    if (!(t >= 0 && t < Infinity)) throw new StatsInputError(`invalid time at row ${i}: ${t}`, i);
    if (s !== 0 && s !== 1) throw new StatsInputError(`invalid status at row ${i}: ${s}`, i);
  }
  if (entry) {
    for (let i = 0; i < n; ++i) {
      if (!(entry[i] < time[i]) || entry[i] === -Infinity) {
        throw new StatsInputError(`invalid entry at row ${i}: ${entry[i]}, not before exit ${time[i]}`, i);
      }
    }
  }
  if (weights) {
    for (let i = 0; i < n; ++i) {
      if (!(weights[i] >= 0 && weights[i] < Infinity)) {
        throw new StatsInputError(`invalid weight at row ${i}: ${weights[i]}`, i);
      }
    }
  }
}

/** Codes must be below this. Tables are as large as groups × times, and a test's variance as groups × groups. */
const codeLimit = {group: 1000, stratum: 1e6};

/**
 * Refuses group or stratum codes that are not whole numbers from 0 below 1000 (groups) or a million (strata).
 *
 * @returns number of codes, highest + 1
 * @throws {StatsInputError} with the offending index
 */
export function checkCodes(name: keyof typeof codeLimit, codes: ArrayLike<number>, length: number): number {
  if (codes.length !== length) {
    throw new StatsInputError(`length mismatch: ${length} times, ${codes.length} values of ${name}`);
  }
  const limit = codeLimit[name];
  let highest = -1;
  for (let i = 0; i < length; ++i) {
    const code = codes[i];
    if (!(code >= 0 && code < limit && code === Math.trunc(code))) {
      throw new StatsInputError(`invalid ${name} at row ${i}: ${code}`, i);
    }
    if (code > highest) highest = code;
  }
  return highest + 1;
}
