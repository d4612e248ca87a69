import type {RawTable} from "../sources/rawTable.js";
import {SourceError} from "../sources/sourceError.js";
import {type TimeToEvent, timeToEventColumns} from "../study/timeToEventSchema.js";
import type {FindingLog} from "./findingLog.js";
import type {Refusal} from "./rejectLog.js";
import {unitFactor} from "./units.js";

/** Rows of a time-to-event dataset with `DAYS` and `STATUS`, and those that cannot be read as such. */
export interface TimesToEvents {
  readonly table: RawTable;
  readonly refusals: ReadonlyMap<number, Refusal>;
}

/**
 * Gives every row of a time-to-event dataset the days from its start, the day of the start being day 0, and its status.
 * Times in other units than days become the nearest whole day. Rows whose unit is none of time, whose time is no number,
 * lies before the start, or whose censoring is no whole number from 0 are refused; a blank time or censoring stays blank.
 *
 * @throws {SourceError} if the file has a column of a name that is made
 */
export function timesToEvents(raw: RawTable, declared: TimeToEvent, findings: FindingLog): TimesToEvents {
  const {value, unit, firstDay, censor} = declared;
  for (const column of timeToEventColumns)
    if (raw.columns.includes(column)) {
      throw new SourceError("has the name of a column that is made", {file: raw.file, column});
    }
  const refusals = new Map<number, Refusal>();
  const days: string[] = [];
  const statuses: string[] = [];
  const slack: number[] = [];
  const [times, censoring] = [raw.column(value), raw.column(censor)];
  const units = typeof unit === "object" ? raw.column(unit.column) : undefined;
  for (let row = 0; row < raw.rows; ++row) {
    const token = units?.[row].trim();
    const code = typeof unit === "string" ? unit : codeOf(unit.codes, token!);
    const time = times[row].trim();
    const status = statusOf(censoring[row].trim());
    let day = "";
    if (code === undefined && typeof unit === "object") {
      const expected = `${Object.keys(unit.codes).join(", ")} in ${unit.column}`;
      refusals.set(row, {reason: `no time: its unit is "${token}"`, expected});
    } else if (time !== "") {
      const found = daysOf(Number(time), code!, firstDay);
      if (found === undefined)
        refusals.set(row, {reason: "no time", expected: `a number from ${firstDay} in ${value}`});
      else day = found;
    }
    if (status === undefined) {
      refusals.set(row, {reason: "no censoring", expected: `0 (event), or 1 or more (censored), in ${censor}`});
    }
    days.push(day);
    // A time in months was rounded before, and is again.
    slack.push(code === "d" ? 0 : 1);
    statuses.push(status ?? "");
  }
  compareDates(raw, declared, days, slack, findings);
  const made = new Map<string, readonly string[]>([
    [timeToEventColumns[0], days],
    [timeToEventColumns[1], statuses]
  ]);
  const table = {
    ...raw,
    columns: [...raw.columns, ...timeToEventColumns],
    column: (name: string) => made.get(name) ?? raw.column(name)
  };
  return {table, refusals};
}

function codeOf(codes: Readonly<Record<string, string>>, token: string): string | undefined {
  return Object.hasOwn(codes, token) ? codes[token] : undefined;
}

function daysOf(time: number, unit: string, firstDay: number): string | undefined {
  const days = unit === "d" ? time - firstDay : Math.round(time * unitFactor(unit, "d") - firstDay);
  return Number.isFinite(days) && days >= 0 ? String(days === 0 ? 0 : days) : undefined;
}

/** ADaM counts reasons for censoring from 1, so that its zero is our one. */
function statusOf(censor: string): string | undefined {
  if (censor === "") return "";
  if (!/^\d+$/.test(censor)) return undefined;
  return Number(censor) === 0 ? "1" : "0";
}

/** Counts rows whose time is not that between their dates: days that were counted from another day, say. */
function compareDates(
  raw: RawTable,
  {dates, value, firstDay}: TimeToEvent,
  days: readonly string[],
  slack: readonly number[],
  findings: FindingLog
): void {
  if (dates === undefined) return;
  const [start, end] = [raw.column(dates.start), raw.column(dates.end)];
  let checked = 0;
  let n = 0;
  for (let row = 0; row < raw.rows; ++row) {
    const between = (Date.parse(end[row]) - Date.parse(start[row])) / 86_400_000;
    if (days[row] === "" || Number.isNaN(between)) continue;
    ++checked;
    if (Math.abs(Math.floor(between) - Number(days[row])) > slack[row]) ++n;
  }
  const counted = firstDay === 1 ? `${dates.end} − ${dates.start} + 1` : `${dates.end} − ${dates.start}`;
  const description = `Rows in which ${value} is not ${counted}`;
  findings.add({file: raw.file, rule: "time_differs", severity: "warning", n, checked, description});
}
