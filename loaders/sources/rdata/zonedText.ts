import {momentText} from "../momentText.js";

/** Finest part of a second that a double holds beside today's date. */
const micros = 1_000_000;

/** The zones that are the same everywhere and always. */
const universal = new Set(["UTC", "GMT", "Etc/UTC", "Etc/GMT", "Z"]);

/**
 * Writes seconds from 1970 as the date and time that a clock in a zone shows then (`2014-01-02T08:30:00`); undefined for a
 * year that has not four digits.
 *
 * @returns undefined for a zone that is not known
 */
export function zonedText(timeZone: string): ((seconds: number) => string | undefined) | undefined {
  if (universal.has(timeZone)) return text;
  const parts = clockOf(timeZone);
  if (parts === undefined) return undefined;
  return (seconds) => {
    if (text(seconds) === undefined) return undefined;
    const found = Object.fromEntries(
      parts.formatToParts(Math.floor(seconds) * 1000).map(({type, value}) => [type, value] as const)
    );
    const {year, month, day, hour, minute, second} = found;
    const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return text(shown / 1000 + (seconds - Math.floor(seconds)));
  };
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const options = {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit"
  } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", options);
  } catch {
    return undefined;
  }
}

function text(seconds: number): string | undefined {
  const count = seconds * micros;
  return Number.isFinite(count) ? momentText(BigInt(Math.round(count)), BigInt(micros), "moment") : undefined;
}
