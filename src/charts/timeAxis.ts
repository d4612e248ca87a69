import {daysPerMonth, daysPerYear} from "./format.js";

/** A time axis in the unit that suits the follow-up. */
export interface TimeAxis {
  /** Days in one unit. */
  readonly unit: number;
  readonly unitLabel: "Years" | "Months";
  /** Labelled ticks, in units; the table under the curves has its columns here. */
  readonly ticks: readonly number[];
  /** Ticks without a label between them, in units. */
  readonly minor: readonly number[];
}

/**
 * Ticks for follow-up of so many days, in the unit asked for; without one years, or months if it is under 3 years.
 * Labels at round steps at least `spacing` pixels apart on an axis of `width` pixels.
 */
export function timeAxis(days: number, width: number, spacing: number, wanted?: "years" | "months" | null): TimeAxis {
  const inYears = wanted ? wanted === "years" : days >= 3 * daysPerYear;
  const unit = inYears ? daysPerYear : daysPerMonth;
  const end = days / unit;
  const steps = inYears ? [1, 2, 3, 5, 10, 20, 50] : [1, 3, 6, 12, 24, 48, 60, 120, 240];
  const step = steps.find((d) => (d / end) * width >= spacing) ?? steps[steps.length - 1];
  const multiples = (of: number) => Array.from({length: Math.floor(end / of) + 1}, (_, i) => i * of);
  const minor = (1 / end) * width >= 5 ? multiples(1).filter((tick) => tick % step !== 0) : [];
  return {unit, unitLabel: inYears ? "Years" : "Months", ticks: multiples(step), minor};
}
