import type {RegistryParameters} from "../parameters.js";
import type {PatientTruth} from "../patientTruth.js";
import type {Random} from "../random.js";

const msPerDay = 86_400_000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The day of diagnosis of every patient by id, in days since 1 January 1970: any day of the recruitment of the patient's
 * trial, each equally likely.
 */
export function diagnosisDays(
  patients: readonly PatientTruth[],
  {recruitment}: RegistryParameters,
  random: Random
): ReadonlyMap<string, number> {
  const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / msPerDay;
  return new Map(
    patients.map(({id, trial}) => [id, random.integer(day(recruitment[trial].from), day(recruitment[trial].to))])
  );
}

/** A day since 1 January 1970 as the registry writes it: `3-Mar-04`. */
export function writeDate(day: number): string {
  const date = new Date(day * msPerDay);
  const year = String(date.getUTCFullYear() % 100).padStart(2, "0");
  return `${date.getUTCDate()}-${months[date.getUTCMonth()]}-${year}`;
}
