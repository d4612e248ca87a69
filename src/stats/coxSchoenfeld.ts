import type {CoxFit} from "./coxFit.js";
import type {CoxState} from "./coxResiduals.js";
import {relativeRisk} from "./coxResiduals.js";
import {emptyTieSums, forEachRiskSet, tieSums} from "./coxRiskSets.js";

/** Schoenfeld residuals: one row an event, by stratum, then time, then row of the input. */
export interface SchoenfeldResiduals {
  /** Row of the input. */
  row: Int32Array;
  time: Float64Array;
  /** Row-major events × p. */
  residuals: Float64Array;
}

/**
 * Schoenfeld residuals x − x̄(t) of the events, unweighted; with tied events x̄ is the mean of the d Efron means. Equals
 * `residuals(coxph, type = "schoenfeld")`.
 */
export function schoenfeldResiduals({design, ties, beta}: CoxState): SchoenfeldResiduals {
  const {p, events, status, code, times, x, scales, bounds} = design;
  const residual = new Map<number, Float64Array>();
  const sums = emptyTieSums();
  forEachRiskSet(design, relativeRisk({design, ties, beta}), {second: false}, (set) => {
    tieSums(set, ties, sums);
    for (let k = set.first; k < set.end; ++k) {
      if (status[k] === 0) continue;
      const values = scales.map(
        (scale, j) => (x[k * p + j] - (set.s1[j] * sums.h - set.d1[j] * sums.fh) / set.deaths) / scale
      );
      residual.set(k, values);
    }
  });
  const order: number[] = [];
  for (let s = 0; s < bounds.length - 1; ++s) {
    const positions: number[] = [];
    for (let k = bounds[s]; k < bounds[s + 1]; ++k) if (status[k] === 1) positions.push(k);
    order.push(...positions.sort((a, b) => code[a] - code[b] || design.row[a] - design.row[b]));
  }
  const residuals = new Float64Array(events * p);
  order.forEach((k, m) => residuals.set(residual.get(k)!, m * p));
  return {
    row: Int32Array.from(order, (k) => design.row[k]),
    time: Float64Array.from(order, (k) => times[code[k]]),
    residuals
  };
}

/**
 * Scaled Schoenfeld residuals, r V d + β with d the number of events: their trend over time is that of the coefficient.
 * Equals `residuals(coxph, type = "scaledsch")`.
 */
export function scaledSchoenfeldResiduals(fit: CoxFit): SchoenfeldResiduals {
  const {design, naiveVcov, beta} = fit;
  const {p, events} = design;
  const schoenfeld = schoenfeldResiduals(fit);
  const residuals = schoenfeld.residuals.map((_, m) => {
    const j = m % p;
    const base = m - j;
    let sum = 0;
    for (let i = 0; i < p; ++i) sum += schoenfeld.residuals[base + i] * naiveVcov[i * p + j];
    return sum * events + beta[j];
  });
  return {...schoenfeld, residuals};
}
