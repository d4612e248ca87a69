import type {CdmType} from "./cdmTables.js";

/**
 * One text for each value, whatever the medium: whole numbers and numbers as JavaScript writes them, dates as
 * `2024-01-31`, moments as `2024-01-31 12:00:00` without zone or fraction, "" for no value.
 *
 * @returns null if the value is not of the type
 */
export function canonicalOmop(value: unknown, type: CdmType): string | null {
  if (value === null || value === undefined || value === "") return "";
  if (value instanceof Date) return moment(value, type);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean")
    return null;
  const text = String(value);
  return type === "text" ? (text.includes("\0") ? null : text) : typed(text.trim(), type);
}

/** What a value of the type looks like, for messages. */
export const omopExpected: Readonly<Record<CdmType, string>> = {
  integer: "a whole number",
  float: "a number",
  date: "a date as yyyy-MM-dd",
  datetime: "a moment as yyyy-MM-dd HH:mm:ss",
  text: "text"
};

const whole = /^([+-]?)0*(\d{1,18})(?:\.0*)?$/u;
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;
const dateOnly = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/u;
const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/u;

function typed(text: string, type: Exclude<CdmType, "text">): string | null {
  switch (type) {
    case "integer": {
      const found = whole.exec(text);
      if (!found) return null;
      return found[1] === "-" && found[2] !== "0" ? `-${found[2]}` : found[2];
    }
    case "float": {
      const number = numeric.test(text) ? Number(text) : NaN;
      return Number.isFinite(number) ? String(number === 0 ? 0 : number) : null;
    }
    case "date": {
      const [, year, month, day] = dateOnly.exec(text) ?? [];
      return isDay(year, month, day) ? `${year}-${month}-${day}` : null;
    }
    case "datetime": {
      const [, year, month, day, hour = "00", minute = "00", second = "00"] = dateTime.exec(text) ?? [];
      return isDay(year, month, day) ? `${year}-${month}-${day} ${hour}:${minute}:${second}` : null;
    }
  }
}

function moment(value: Date, type: CdmType): string | null {
  if (Number.isNaN(value.getTime())) return null;
  const iso = value.toISOString();
  return type === "integer" || type === "float" ? null : typed(iso, type === "date" ? "date" : "datetime");
}

function isDay(year: string | undefined, month: string, day: string): boolean {
  if (year === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}
