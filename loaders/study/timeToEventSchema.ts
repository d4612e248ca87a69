import {z} from "zod";
import {unitFactor} from "../harmonise/units.js";
import {text, token} from "./scalars.js";

const timeUnit = text.refine((unit) => isTime(unit), "expected a unit of time: d, wk, mo or a");

/**
 * Rows of a dataset for time-to-event analysis (ADaM): what is analysed is a time and whether it ended in an event. Gives
 * every row the raw columns `DAYS`, from the start, and `STATUS`, 1 for the event and 0 for censoring.
 */
export const timeToEventSchema = z.strictObject({
  /** Raw column with the time. */
  value: text.default("AVAL"),
  /** Its unit, or the raw column that tells it; rows whose token is not among the codes are no times and refused. */
  unit: z.union([timeUnit, z.strictObject({column: text, codes: z.record(token, timeUnit)})]),
  /** What an event on the day of the start is: time 1 (`ADT − STARTDT + 1`), or time 0. The standard leaves it open. */
  firstDay: z.enum(["0", "1"]).transform((day) => (day === "1" ? 1 : 0)),
  /** Raw column that is 0 for the event, and 1 or more for censoring. */
  censor: text.default("CNSR"),
  /** Raw columns with the dates between which the time lies; rows where it is another are counted. */
  dates: z.strictObject({start: text, end: text}).optional()
});

export type TimeToEvent = z.output<typeof timeToEventSchema>;

/** The columns that are made. */
export const timeToEventColumns = ["DAYS", "STATUS"] as const;

/** Names of raw columns, those that are made replaced by what they are made of. */
export function withoutMade(names: readonly string[], declared: TimeToEvent | undefined): string[] {
  if (declared === undefined) return [...new Set(names)];
  const {value, unit, censor, dates} = declared;
  const made = new Set<string>(timeToEventColumns);
  const used = [value, censor, ...(typeof unit === "object" ? [unit.column] : [])];
  const compared = dates === undefined ? [] : [dates.start, dates.end];
  return [...new Set([...names.filter((name) => !made.has(name)), ...used, ...compared])];
}

function isTime(unit: string): boolean {
  try {
    return unitFactor(unit, "d") > 0;
  } catch {
    return false;
  }
}
