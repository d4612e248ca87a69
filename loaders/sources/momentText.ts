const secondsOfDay = 86_400n;
/** Seconds from 1970 of the beginning of the years 1 and 10000, between which years have four digits. */
const [firstSecond, endSecond] = [-62_135_596_800n, 253_402_300_800n];

/**
 * A moment that is counted from the beginning of 1970 in ISO 8601 (`2014-01-02`, `2014-01-02T08:30:00`, seconds with as
 * many decimals as they have).
 *
 * @param parts how many of what is counted are a second
 * @param precision whether the time of the day is written
 * @returns undefined for one in a year that has not four digits
 */
export function momentText(count: bigint, parts: bigint, precision: "date" | "moment"): string | undefined {
  const rest = ((count % parts) + parts) % parts;
  const seconds = (count - rest) / parts;
  if (seconds < firstSecond || seconds >= endSecond) return undefined;
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return precision === "date" ? text.slice(0, 10) : text + fractionText(rest, parts);
}

/** A time of the day that is counted from midnight (`08:30:00`); undefined for one that is longer than a day. */
export function timeText(count: bigint, parts: bigint): string | undefined {
  if (count < 0n || count >= secondsOfDay * parts) return undefined;
  return momentText(count, parts, "moment")?.slice(11);
}

function fractionText(rest: bigint, parts: bigint): string {
  if (rest === 0n) return "";
  const digits = rest
    .toString()
    .padStart(parts.toString().length - 1, "0")
    .replace(/0+$/, "");
  return `.${digits}`;
}
