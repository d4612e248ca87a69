import type {ReportCurve, RiskRow} from "../../../src/model/report.js";

/** What a drawn group has at least. */
export interface LeastSize {
  readonly patients: number;
  readonly events: number;
  readonly others: number;
}

/**
 * The least size of a group from its knot curve alone, where its number is hidden: patients from the rounded numbers at risk,
 * events from the knots between which the curve falls, patients without the event from the last number at risk.
 *
 * @param least events between two knots
 * @param base numbers at risk are rounded to it
 */
export function sizeFromCurve(
  {value}: Pick<ReportCurve, "value">,
  risk: readonly RiskRow[],
  least: number,
  base: number
): LeastSize {
  const atRisk = risk.flatMap((row) => (row.atRisk === null ? [] : [row.atRisk - base / 2]));
  const falls = value.filter((after, i) => i > 0 && after < value[i - 1]).length;
  return {patients: Math.max(0, ...atRisk), events: falls * least, others: Math.max(0, atRisk.at(-1) ?? 0)};
}

/** The curve of no event of any cause, from the incidence of each at the same times. */
export function withoutAnyCause(curves: readonly Pick<ReportCurve, "value">[]): Pick<ReportCurve, "value"> {
  const [first] = curves;
  return {value: first.value.map((_, i) => 1 - curves.reduce((sum, {value}) => sum + value[i], 0))};
}
