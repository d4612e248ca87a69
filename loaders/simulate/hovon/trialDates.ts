import type {Random} from "../random.js";
import type {TrialParameters} from "./trialParameters.js";
import type {Country} from "./trialTruth.js";

const msPerDay = 86_400_000;

/** Where and when a patient was registered; diagnosis up to two weeks before. Calendar days since 1 January 1970. */
export interface Registration {
  readonly country: Country;
  readonly diagnosisDay: number;
  readonly registrationDay: number;
}

/** Draws country and dates of one patient of a trial. */
export function drawRegistration(
  studyCode: string,
  {countries, registration}: TrialParameters,
  random: Random
): Registration {
  const {from, to} = registration[studyCode];
  const country = random.pickWeighted(countries);
  const registrationDay = random.integer(Date.parse(from) / msPerDay, Date.parse(to) / msPerDay);
  const before = random.categorical([2, 4, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1]);
  return {country, diagnosisDay: registrationDay - before, registrationDay};
}

/** Year, month and day of a calendar day since 1 January 1970. */
export function calendarOf(day: number): {year: number; month: number; date: number} {
  const at = new Date(day * msPerDay);
  return {year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate()};
}

/** A calendar day since 1 January 1970 of a year, month and day of the month. */
export function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / msPerDay;
}

/** How a date is written of which day, or day and month, are not known. */
export type Precision = "day" | "month" | "year";

/** A date as the partner writes it: `31-12-2008`, `00-12-2008`, `00-00-2008`. */
export function dutchDate(day: number, precision: Precision = "day"): string {
  const {year, month, date} = calendarOf(day);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(precision === "day" ? date : 0)}-${two(precision === "year" ? 0 : month)}-${year}`;
}

/**
 * The day that the documented rule takes such a date for: the 15th of its month or 1 July of its year, but the first day
 * that counts where the date may be that day or later.
 *
 * @param index first day that counts, a calendar day
 */
export function ruledDay(day: number, precision: Precision, index: number): number {
  const {year, month} = calendarOf(day);
  if (precision === "day") return day;
  const middle = precision === "month" ? dayOf(year, month, 15) : dayOf(year, 7, 1);
  const last = precision === "month" ? dayOf(year, month + 1, 1) - 1 : dayOf(year, 12, 31);
  return middle < index && last >= index ? index : middle;
}
