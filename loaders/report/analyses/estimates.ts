import type {Estimate, TestResult} from "../../../src/model/report.js";
import type {CoxContrast} from "../../../src/stats/coxContrast.js";
import type {CoxCoefficient, CoxTest} from "../../../src/stats/coxTable.js";

/** An estimate that does not exist. */
export const noEstimate: Estimate = {estimate: null, lower: null, upper: null};

/** Numbers as JSON can hold them. */
export function estimateOf(
  estimate: number | null | undefined,
  lower: number | null | undefined,
  upper: number | null | undefined
): Estimate {
  return {estimate: finite(estimate), lower: finite(lower), upper: finite(upper)};
}

/** The number, or null where it is none or not finite. */
export function finite(value: number | null | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Hazard ratio of a coefficient; null where it is not estimable. */
export function ratioOf(coefficient: CoxCoefficient | undefined): Estimate {
  if (coefficient?.status !== "estimated") return noEstimate;
  return estimateOf(coefficient.hazardRatio, coefficient.lower, coefficient.upper);
}

/** Hazard ratio of a contrast; null where it is not estimable. */
export function contrastOf(contrast: CoxContrast | null): Estimate {
  return contrast === null ? noEstimate : estimateOf(contrast.hazardRatio, contrast.lower, contrast.upper);
}

/** A chi-squared test by its name. */
export function chiSquared(method: string, test: CoxTest | null): TestResult | null {
  return test?.p == null ? null : {method, statistic: test.chisq, df: test.df, p: test.p};
}

/** A Wald test by its z. */
export function waldOf(z: number | null | undefined, p: number | null | undefined): TestResult | null {
  return p === null || p === undefined ? null : {method: "Wald test", statistic: finite(z), letter: "z", df: 1, p};
}
