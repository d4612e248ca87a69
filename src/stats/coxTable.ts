import {cholesky, quadraticForm} from "./cholesky.js";
import type {Covariate} from "./coxInput.js";
import type {CoxWarning} from "./coxWarnings.js";
import {chiSquaredUpper, normalQuantile, normalUpper} from "./distributions.js";

/** A chi-squared test; `p` is null where df is 0. */
export interface CoxTest {
  chisq: number;
  df: number;
  p: number | null;
}

/** One coefficient; every number is null unless `status` is "estimated", z and p also where estimate and error are 0. */
export interface CoxCoefficient {
  name: string;
  term: string;
  status: "estimated" | "aliased" | "infinite" | "not-converged";
  /** Log hazard ratio per unit. */
  estimate: number | null;
  /** Standard error from the inverse information. */
  stdErr: number | null;
  /** Sandwich standard error, null unless robust. */
  robustStdErr: number | null;
  /** estimate / standard error, robust where there is one; p is two-sided. */
  z: number | null;
  p: number | null;
  hazardRatio: number | null;
  lower: number | null;
  upper: number | null;
}

interface Estimates {
  beta: Float64Array;
  vcov: Float64Array;
  naiveVcov: Float64Array;
  robust: boolean;
  aliased: readonly boolean[];
  warnings: readonly CoxWarning[];
  confLevel: number;
}

/** Rows as in R's `summary(coxph)`: Wald z, two-sided p, hazard ratio with its normal-theory interval on the log scale. */
export function coefficientTable(x: readonly Covariate[], estimates: Estimates): CoxCoefficient[] {
  const {beta, vcov, naiveVcov, robust, confLevel} = estimates;
  const p = beta.length;
  const quantile = normalQuantile((1 + confLevel) / 2);
  return x.map(({name, term = name}, j) => {
    const status = coefficientStatus(name, j, estimates);
    if (status !== "estimated") return {name, term, status, ...EMPTY};
    const se = Math.sqrt(vcov[j * p + j]);
    const z = beta[j] / se;
    return {
      name,
      term,
      status,
      estimate: beta[j],
      stdErr: Math.sqrt(naiveVcov[j * p + j]),
      robustStdErr: robust ? se : null,
      z: Number.isNaN(z) ? null : z,
      p: Number.isNaN(z) ? null : 2 * normalUpper(Math.abs(z)),
      hazardRatio: Math.exp(beta[j]),
      lower: Math.exp(beta[j] - quantile * se),
      upper: Math.exp(beta[j] + quantile * se)
    };
  });
}

const EMPTY = {
  estimate: null,
  stdErr: null,
  robustStdErr: null,
  z: null,
  p: null,
  hazardRatio: null,
  lower: null,
  upper: null
};

function coefficientStatus(name: string, j: number, {aliased, warnings}: Estimates): CoxCoefficient["status"] {
  if (aliased[j]) return "aliased";
  const warning = warnings.find(({coefficient}) => coefficient === name);
  if (!warning) return "estimated";
  return warning.kind === "monotone" ? "infinite" : "not-converged";
}

export function chiSquaredTest(chisq: number, df: number): CoxTest {
  return {chisq, df, p: df > 0 ? chiSquaredUpper(Math.max(chisq, 0), df) : null};
}

/** Wald test of all estimable coefficients, βᵗ V⁻¹ β. */
export function waldTest(beta: Float64Array, vcov: Float64Array, aliased: readonly boolean[]): CoxTest {
  const p = beta.length;
  const keep = Array.from({length: p}, (_, j) => j).filter((j) => !aliased[j]);
  const matrix = Float64Array.from(keep.flatMap((i) => keep.map((j) => vcov[i * p + j])));
  const factor = cholesky(scaledToUnit(matrix, keep.length), keep.length);
  const b = keep.map((j, k) => beta[j] / Math.sqrt(matrix[k * keep.length + k]));
  return chiSquaredTest(quadraticForm(factor, b), keep.length);
}

/** A covariance matrix as correlations, so that the pivot tolerance does not depend on the units of the columns. */
function scaledToUnit(matrix: Float64Array, p: number): Float64Array {
  return matrix.map((v, m) => v / Math.sqrt(matrix[Math.floor(m / p) * (p + 1)] * matrix[(m % p) * (p + 1)]));
}
