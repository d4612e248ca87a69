import {daysPerMonth, daysPerYear} from "../../../../src/charts/format.js";

/** A time in days in the words of a table's head: "3 years", "6 months", "30.3 months", "day 60". */
export function timeWords(days: number): string {
  const years = days / daysPerYear;
  if (years > 0.98 && Math.abs(years - Math.round(years)) < 0.02)
    return `${Math.round(years)} year${years < 1.5 ? "" : "s"}`;
  const months = days / daysPerMonth;
  if (months >= 1 && Math.abs(months - Math.round(months)) < 0.05)
    return `${Math.round(months)} month${months < 1.5 ? "" : "s"}`;
  if (years > 1) return `${months.toFixed(1)} months`;
  return `day ${Math.round(days)}`;
}
