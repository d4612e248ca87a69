import type {Concordance} from "./concordance.js";
import {concordance} from "./concordance.js";
import type {CoxFit} from "./coxFit.js";

/**
 * Concordance of a fitted Cox model, the linear predictor as risk score: `concordance(fit)`, and the line "Concordance"
 * of `summary(coxph)`. In a model with clusters the standard error sums the influence of the rows of a cluster.
 */
export function coxConcordance({design, input, beta}: CoxFit): Concordance {
  // From the columns as given: rows of equal covariates tie exactly, whatever the centring.
  const score = Float64Array.from(design.row, (i) => {
    let sum = input.offset?.[i] ?? 0;
    input.x.forEach(({values}, j) => {
      sum += values[i] * beta[j];
    });
    return sum;
  });
  const {cluster} = input;
  return concordance(design, score, cluster ? Float64Array.from(design.row, (i) => cluster[i]) : undefined);
}
