import type {Cell} from "../../release/tableData.js";
import type {Policy} from "../policySchema.js";

/** Days in a mean month: 365.25 / 12. */
const daysPerMonth = 30.4375;

/** How days are shown: rounded to whole steps of months, nobody followed beyond the last month. */
export interface CoarseTimes {
  /** The month of a day, rounded to whole steps; may be negative. */
  month(day: number): number;
  /** True if a day lies beyond the last month, after rounding. */
  isBeyond(day: number): boolean;
  /** The day shown for a day: the rounded month in whole days, at most the last month. */
  day(day: number): number;
  /** The day shown for the last month. */
  readonly lastDay: number;
}

/**
 * One rounding for every day of a patient. It never decreases, so that the order of days is kept (equal days may come of
 * different ones), and an endpoint whose start and end are rounded by it is never longer than another that contains it.
 */
export function coarseTimes({step_months: step, top_months: top}: Policy["times"]): CoarseTimes {
  const month = (day: number): number => Math.round(day / daysPerMonth / step) * step;
  const shown = (months: number): number => Math.round(months * daysPerMonth);
  return {
    month,
    isBeyond: (day) => month(day) > top,
    day: (day) => shown(Math.min(month(day), top)),
    lastDay: shown(top)
  };
}

/** The rounded day of a cell; null stays null. */
export function coarseCell(times: CoarseTimes, cell: Cell): Cell {
  return typeof cell === "number" ? times.day(cell) : cell;
}
