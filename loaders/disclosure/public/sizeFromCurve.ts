import type {ReportCurve, RiskRow} from "../../../src/model/report.js";

/** What a drawn group has at least. */
export interface LeastSize {
  readonly patients: number;
  readonly events: number;
  readonly others: number;
}

/** A curve of two causes is the sum of two values rounded to 0.01. */
const rounding = 0.01;

/**
 * The least size of a group from its knot curve alone, where its number is hidden: patients from the rounded numbers at risk,
 * events from the knots between which the curve falls, patients without the event from the numbers at risk: of those at
 * risk at a time, at least the share that the curve keeps from then to its end (censoring leaves more).
 *
 * @param least events between two knots
 * @param base numbers at risk are rounded to it
 */
export function sizeFromCurve(
  {time, value}: Pick<ReportCurve, "time" | "value">,
  risk: readonly RiskRow[],
  least: number,
  base: number
): LeastSize {
  const atRisk = risk.flatMap((row) => (row.atRisk === null ? [] : [row.atRisk - base / 2]));
  const falls = value.filter((after, i) => i > 0 && after < value[i - 1]).length;
  const end = (value.at(-1) ?? 0) - rounding;
  const kept = risk.map((row) => {
    const then = value[time.findLastIndex((day) => day <= row.day)] ?? 1;
    return row.atRisk === null ? 0 : ((row.atRisk - base / 2) * end) / (then + rounding);
  });
  const others = Math.floor(Math.max(0, atRisk.at(-1) ?? 0, ...kept));
  return {patients: Math.max(0, ...atRisk), events: falls * least, others};
}

/** The curve of no event of any cause, from the incidence of each at the same times. */
export function withoutAnyCause(
  curves: readonly Pick<ReportCurve, "time" | "value">[]
): Pick<ReportCurve, "time" | "value"> {
  const [first] = curves;
  return {time: first.time, value: first.value.map((_, i) => 1 - curves.reduce((sum, {value}) => sum + value[i], 0))};
}
