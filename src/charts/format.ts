import {hiddenText, isHidden, isHiddenPart} from "../model/hiddenCounts.js";

const counts = new Intl.NumberFormat("en-GB");

/** Whole numbers with thousands separated: 1,540; of a number that is hidden as too small no more than that. */
export function formatCount(value: number): string {
  if (isHidden(value)) return hiddenText(value);
  return counts.format(Math.round(value));
}

/** Whole numbers of what is no patient (variables, sources, checks), with thousands separated; none is hidden. */
export function formatNumber(value: number): string {
  return counts.format(Math.round(value));
}

/** A share as a percentage: whole numbers, one decimal below 10 %, and `< 0.1 %` rather than 0 where there is one; a dash where it would tell a hidden count. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0 || !Number.isFinite(part) || !Number.isFinite(whole) || isHiddenPart(part, whole)) return "–";
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 0.1) return "< 0.1 %";
  return `${percent < 10 && part > 0 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** A probability (0–1) as a percentage with one decimal; an en dash if it is not known. */
export function formatPercent(value: number | null, digits = 1): string {
  return value === null || Number.isNaN(value) ? "–" : `${(100 * value).toFixed(digits)} %`;
}

/** A p-value with two significant digits; `< 0.0001` below that, never 0. */
export function formatP(p: number): string {
  if (p < 0.0001) return "< 0.0001";
  return p.toPrecision(2);
}

/** A measured value with as many decimals as its size deserves. */
export function formatValue(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  return size >= 100 ? formatCount(value) : size >= 10 ? value.toFixed(1).replace(/\.0$/, "") : value.toFixed(1);
}

/** Days in one month and one year, the project's conventions. */
export const daysPerMonth = 30.4375;
export const daysPerYear = 365.25;

/** Days as months with one decimal, `not reached` for null. */
export function formatMonths(days: number | null): string {
  return days === null ? "not reached" : (days / daysPerMonth).toFixed(1);
}

/** UCUM units in the way they are printed. */
export function unitText(unit: string | null): string {
  const printed: Record<string, string> = {"10*9/L": "10⁹/L", a: "years", d: "days", "1": ""};
  return unit === null ? "" : (printed[unit] ?? unit);
}
