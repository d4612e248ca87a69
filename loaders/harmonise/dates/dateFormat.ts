/** How precisely a date is known. */
export type DatePrecision = "day" | "month" | "year";

/** A calendar date in days since 1 January 1970; what is not known is the middle: the 15th, or 1 July. */
export interface CalendarDate {
  readonly day: number;
  readonly precision: DatePrecision;
  /** First and last day it can be. */
  readonly first: number;
  readonly last: number;
}

const msPerDay = 86_400_000;

/** Two-digit years from this on are of the twentieth century (as POSIX has it), those below of the twenty-first. */
const firstOfLastCentury = 69;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** What may stand in a format, and the digits it stands for; hours, minutes and seconds are read over. */
const fields: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  yy: "(?<short>\\d{2})",
  MMM: `(?<name>${months.join("|")})`,
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  dd: "(?<date>\\d{2})",
  d: "(?<date>\\d{1,2})",
  HH: "\\d{2}",
  mm: "\\d{2}",
  ss: "\\d{2}"
};

const parts = /yyyy|yy|MMM|MM|M|dd|d|HH|mm|ss|[^a-zA-Z]|T|Z/gy;

function partsOf(format: string): string[] | null {
  const found = format.match(parts) ?? [];
  return found.join("") === format ? found : null;
}

/** Whether a format names year, month and day once each, in fields that are known. */
export function isDateFormat(format: string): boolean {
  const found = partsOf(format);
  const count = (names: readonly string[]): number => (found ?? []).filter((part) => names.includes(part)).length;
  return count(["yyyy", "yy"]) === 1 && count(["MMM", "MM", "M"]) === 1 && count(["dd", "d"]) === 1;
}

/** `dd.MM.yyyy` → `MM.yyyy` and `yyyy`: how the same hand writes a date of which it knows less. */
function partialFormats(format: string): string[] {
  const found = (partsOf(format) ?? []).filter((part) => !["HH", "mm", "ss"].includes(part));
  const separator = found.find((part) => !(part in fields)) ?? "";
  const yearAndMonth = found.filter((part) => part in fields && part !== "dd" && part !== "d");
  return [yearAndMonth.join(separator), "yyyy"];
}

function patternOf(format: string): RegExp {
  const found = partsOf(format) ?? [];
  const text = found.map((part) => fields[part] ?? part.replace(/[^\w\s]/, "\\$&"));
  return new RegExp(`^${text.join("")}$`, "i");
}

/**
 * Reads dates written in one of some formats, or in part of one (`2011-03` or `2011` for `yyyy-MM-dd`; day or month 00).
 *
 * @returns a reader; null for a text that is no such date, or a day that the calendar does not have
 */
export function dateReader(formats: readonly string[]): (text: string) => CalendarDate | null {
  const patterns = formats.flatMap((format) => [format, ...partialFormats(format)]).map(patternOf);
  return (text) => {
    for (const pattern of patterns) {
      const found = pattern.exec(text)?.groups;
      if (found) return calendarDate(found);
    }
    return null;
  };
}

function calendarDate({
  year,
  short,
  month,
  name,
  date
}: Readonly<Record<string, string | undefined>>): CalendarDate | null {
  const y = short === undefined ? Number(year) : Number(short) + (Number(short) < firstOfLastCentury ? 2000 : 1900);
  const m = name === undefined ? Number(month ?? 0) : months.indexOf(name.toLowerCase()) + 1;
  const d = Number(date ?? 0);
  if (y < 1800 || y > 2199 || m > 12 || (m === 0 && d > 0)) return null;
  const at = (monthIndex: number, dayOfMonth: number): number => Date.UTC(y, monthIndex, dayOfMonth) / msPerDay;
  if (m === 0) return {day: at(6, 1), precision: "year", first: at(0, 1), last: at(11, 31)};
  const [first, last] = [at(m - 1, 1), at(m, 0)];
  if (d === 0) return {day: at(m - 1, 15), precision: "month", first, last};
  const day = at(m - 1, d);
  return day <= last ? {day, precision: "day", first: day, last: day} : null;
}
