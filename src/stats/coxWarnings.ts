import type {CoxDesign} from "./coxDesign.js";
import type {CoxInput} from "./coxInput.js";
import type {NewtonResult} from "./coxNewton.js";

/** Why a number is not to be believed, or not given. */
export interface CoxWarning {
  kind: "no-events" | "collinear" | "monotone" | "not-converged";
  /** Name of the column; absent where the whole model is meant. */
  coefficient?: string;
  message: string;
}

/** A linear predictor that spans this much, still growing, has no maximum within reach: exp(10) = 22 026. */
const DIVERGED = 10;

/**
 * Judges the end of a fit as R's `coxph` does, and names the column.
 *
 * - `collinear`: the information has no pivot left for the column (R prints NA).
 * - `monotone`: the next Newton step is still larger than √eps of the coefficient (R: "Loglik converged before
 *   variable …; coefficient may be infinite") or the column has lost its information; where iteration ran out, the
 *   linear predictor it contributes must also span more than 10.
 * - `not-converged`: R's "Ran out of iterations and did not converge".
 * - `no-events`: nothing to estimate from.
 */
export function coxWarnings(
  {x}: CoxInput,
  design: CoxDesign,
  newton: NewtonResult,
  beta: Float64Array,
  aliased: readonly boolean[],
  eps: number
): CoxWarning[] {
  const span = (j: number) => Math.abs(beta[j]) * range(design, j);
  return warningsOf(x, {events: design.events, newton, aliased, eps, span});
}

/** The same for any model; `span` is what a column contributes to the linear predictor, from end to end. */
export function warningsOf(
  x: readonly {readonly name: string}[],
  {
    events,
    newton: {converged, nextStep, beta: scaled, collapsed},
    aliased,
    eps,
    span
  }: {
    events: number;
    newton: NewtonResult;
    aliased: readonly boolean[];
    eps: number;
    span: (column: number) => number;
  }
): CoxWarning[] {
  if (events === 0) return [{kind: "no-events", message: "no events"}];
  const warnings: CoxWarning[] = [];
  if (!converged) warnings.push({kind: "not-converged", message: "ran out of iterations and did not converge"});
  x.forEach(({name}, j) => {
    if (aliased[j]) {
      const message = `${name} is constant or a linear combination of the columns before it`;
      warnings.push({kind: "collinear", coefficient: name, message});
      return;
    }
    const step = Math.abs(nextStep[j]);
    const moving = !Number.isFinite(step) || (step > eps && step > Math.sqrt(eps) * Math.abs(scaled[j]));
    if (!moving && !collapsed[j]) return;
    if (converged || collapsed[j] || span(j) > DIVERGED) {
      const message = `log likelihood converged before ${name}; its coefficient may be infinite`;
      warnings.push({kind: "monotone", coefficient: name, message});
    } else {
      warnings.push({kind: "not-converged", coefficient: name, message: `${name} did not converge`});
    }
  });
  return warnings;
}

/** Range of a column, in its own unit. */
function range({x, n, p, scales}: CoxDesign, j: number): number {
  let min = Infinity;
  let max = -Infinity;
  for (let k = 0; k < n; ++k) {
    min = Math.min(min, x[k * p + j]);
    max = Math.max(max, x[k * p + j]);
  }
  return (max - min) / scales[j];
}
