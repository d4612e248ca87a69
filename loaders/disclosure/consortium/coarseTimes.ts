import type {Policy} from "../policySchema.js";

/** Days in a mean month: 365.25 / 12. */
const daysPerMonth = 30.4375;

/** How days are shown: by the month in which they lie, nobody followed beyond the last month. */
export interface CoarseTimes {
  /**
   * The month in which a day lies, in whole steps: 1 is the first after day 0, which alone is month 0; negative before it.
   */
  month(day: number): number;
  /** True if a day lies after the end of the last month. */
  isBeyond(day: number): boolean;
  /**
   * The day shown for a day of a patient: day 0 itself, the middle of its month up to the remission and in patients without
   * one; after it the first or last quarter of its month, whichever lies in the same month from the remission as shown. At
   * most the end of the last month.
   */
  day(day: number, remission?: number | null): number;
  /** True of a day that may be shown. */
  isShown(day: number): boolean;
  /** The day shown for all that lie beyond the last month: its end. */
  readonly lastDay: number;
}

/**
 * One rule for every day of a patient. It never decreases, so that the order of days is kept (equal days may come of
 * different ones), and an endpoint whose start and end are shown by it is never longer than another that contains it.
 *
 * Months end on their last day, so that what happened by the end of any month is known exactly, from the index event as from
 * the remission: day 60 lies in the second month and day 61 in the third, one year ends with the twelfth. Shown within the
 * month, medians and means are off by half a month or so, and to neither side.
 */
export function coarseTimes({step_months: step, top_months: top}: Policy["times"]): CoarseTimes {
  const width = step * daysPerMonth;
  const steps = (day: number): number => (day === 0 ? 0 : Math.sign(day) * Math.ceil(Math.abs(day) / width));
  const within = (n: number, share: number): number =>
    n === 0 ? 0 : Math.sign(n) * Math.round((Math.abs(n) - 1 + share) * width);
  const middle = (day: number): number => within(steps(day), 0.5);
  const lastDay = Math.round(top * daysPerMonth);
  const isBeyond = (day: number): boolean => steps(day) * step > top;
  const afterRemission = (day: number, remission: number): number => {
    const [own, start, since] = [steps(day), steps(remission), steps(day - remission)];
    // Counted from the middle of the remission's month, its months since end in the middle of months.
    return within(own, own - start < since ? 0.75 : 0.25);
  };
  return {
    month: (day) => steps(day) * step,
    isBeyond,
    day(day, remission) {
      if (isBeyond(day)) return lastDay;
      return remission === undefined || remission === null || remission <= 0 || day <= remission
        ? middle(day)
        : afterRemission(day, remission);
    },
    isShown: (day) => day === lastDay || [0.25, 0.5, 0.75].some((share) => within(steps(day), share) === day),
    lastDay
  };
}
