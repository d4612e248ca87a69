import type {NumberMeaning} from "./sasFormat.js";

const dayMs = 86_400_000;
/** 1 January 1960, from which SAS counts, in milliseconds from 1970. */
const epochMs = Date.UTC(1960, 0, 1);
/** Days from 1 January 1960 of the first and the last day whose year has four digits (SAS knows none before 1582). */
const [firstDay, lastDay] = [-138_061, (Date.UTC(9999, 11, 31) - epochMs) / dayMs];

/**
 * Text without the blanks at its end. SAS pads text with blanks, so that no format can tell them from those of the
 * value; some writers pad with NUL characters.
 */
export function canonicalText(text: string): string {
  return text.replace(/[ \0]+$/, "");
}

/**
 * A number in the one writing that all formats of a dataset share: shortest digits that read back as the same double,
 * minus zero as zero; a moment as ISO 8601 (`2014-01-02`, `2014-01-02T08:30:00`, `08:30:00`, seconds with as many decimals
 * as they have). A number that is no moment of its kind, such as half a day in a column of dates, stays a number, so
 * that whoever reads the column refuses it.
 */
export function canonicalNumber(value: number, meaning: NumberMeaning = "number"): string {
  switch (meaning) {
    case "date":
      return isoDate(value) ?? plain(value);
    case "datetime": {
      const day = Math.floor(value / 86_400);
      const date = isoDate(day);
      const time = isoTime(remainder(value, 86_400));
      return date === undefined || time === undefined ? plain(value) : `${date}T${time}`;
    }
    case "time":
      return isoTime(value) ?? plain(value);
    default:
      return plain(value);
  }
}

function plain(value: number): string {
  return String(value === 0 ? 0 : value);
}

function isoDate(day: number): string | undefined {
  if (!Number.isInteger(day) || day < firstDay || day > lastDay) return undefined;
  return new Date(epochMs + day * dayMs).toISOString().slice(0, 10);
}

/** Microseconds are the finest that a double holds beside today's date. */
function isoTime(seconds: number): string | undefined {
  const micros = Math.round(seconds * 1e6);
  if (!(micros >= 0 && micros < 86_400e6)) return undefined;
  const whole = Math.floor(micros / 1e6);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const fraction = String(micros % 1e6)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return parts.map((part) => String(part).padStart(2, "0")).join(":") + (fraction === "" ? "" : `.${fraction}`);
}

function remainder(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}
