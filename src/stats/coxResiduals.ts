import type {CoxDesign} from "./coxDesign.js";
import type {CoxTies} from "./coxInput.js";
import {linearPredictor} from "./coxLikelihood.js";
import {emptyTieSums, forEachRiskSet, tieSums} from "./coxRiskSets.js";

/** What residuals need of a fit: the sorted rows, the coefficients in the unit of the columns, how ties are treated. */
export interface CoxState {
  design: CoxDesign;
  beta: Float64Array;
  ties: CoxTies;
}

/** Relative risk exp(xβ + offset) of each sorted row, columns centred. */
export function relativeRisk({design, beta}: CoxState): Float64Array {
  return linearPredictor(
    design,
    beta.map((b, j) => b / design.scales[j])
  ).map(Math.exp);
}

/**
 * Martingale residuals: events less expected events, one a row used, in the order of the input.
 *
 * Of d tied events, Efron's correction lets event k of its time carry the fraction 1 − k/d of the hazard. Equals
 * `residuals(coxph, type = "martingale")`.
 */
export function martingaleResiduals(state: CoxState): Float64Array {
  const {status} = state.design;
  const expected = expectedEvents(state);
  return inInputOrder(
    state.design,
    1,
    expected.map((e, k) => status[k] - e)
  );
}

/** Deviance residuals sign(m) √(−2 (m + δ log(δ − m))) of the martingale residuals m; `type = "deviance"`. */
export function devianceResiduals(state: CoxState): Float64Array {
  const {design} = state;
  const status = inInputOrder(design, 1, Float64Array.from(design.status));
  return martingaleResiduals(state).map((m, i) => {
    const log = status[i] === 0 ? 0 : Math.log(status[i] - m);
    return Math.sign(m) * Math.sqrt(Math.max(0, -2 * (m + status[i] * log)));
  });
}

function expectedEvents(state: CoxState): Float64Array {
  const score = accumulateScore(state, false);
  return score.expected;
}

/**
 * Score residuals, row-major n × p, rows used in the order of the input: ∫ (x − x̄(t)) dM(t). Their weighted column sums
 * are 0 at the fit. Equals `residuals(coxph, type = "score")`.
 */
export function scoreResiduals(state: CoxState): Float64Array {
  const {design} = state;
  return inInputOrder(design, design.p, accumulateScore(state, true).score);
}

/**
 * Residuals as running integrals: between two times every row at risk gains the same hazard H and the same ∫ x̄ dH, so a
 * row's residual is a difference of two totals at its end and its start, O(n p) in all.
 */
function accumulateScore(state: CoxState, withScore: boolean): {expected: Float64Array; score: Float64Array} {
  const {design, ties} = state;
  const {n, p, code, startCode, status, bounds, x, times} = design;
  const risk = relativeRisk(state);
  const expected = new Float64Array(n);
  const score = new Float64Array(withScore ? n * p : 0);
  const sums = emptyTieSums();
  const width = p + 1;
  const strata = bounds.length - 1;
  // Hazard and ∫ x̄ dH by stratum at each time index; increments first, then running totals.
  const total = new Float64Array(strata > 0 ? (times.length + 1) * width : 0);
  let stratum = -1;
  const visitStratum = (s: number): void => {
    for (let t = 1; t <= times.length; ++t) {
      for (let j = 0; j < width; ++j) total[t * width + j] += total[(t - 1) * width + j];
    }
    for (let k = bounds[s]; k < bounds[s + 1]; ++k) {
      const at = (code[k] + 1) * width;
      const from = startCode ? (startCode[k] + 1) * width : 0;
      const hazard = total[at] - total[from];
      expected[k] += risk[k] * hazard;
      if (!withScore) continue;
      for (let j = 0; j < p; ++j) {
        const mean = total[at + 1 + j] - total[from + 1 + j];
        score[k * p + j] -= risk[k] * (x[k * p + j] * hazard - mean);
      }
    }
    total.fill(0);
  };
  forEachRiskSet(design, risk, {second: false}, (set) => {
    if (set.stratum !== stratum) {
      if (stratum >= 0) visitStratum(stratum);
      stratum = set.stratum;
    }
    const {s0, s1, d1, deaths} = set;
    const mean = set.deathWeight / deaths;
    tieSums(set, ties, sums);
    const {h, fh, q, fq, ffq} = sums;
    const at = (set.code + 1) * width;
    total[at] += mean * h;
    for (let j = 0; j < p; ++j) total[at + 1 + j] += (mean * ((s1[j] / s0) * q - (d1[j] / s0) * fq)) / s0;
    for (let k = set.first; k < set.end; ++k) {
      if (status[k] === 0) continue;
      // An event shares only 1 − f of the hazard of its own time: give back the fraction f.
      expected[k] -= risk[k] * mean * fh;
      if (!withScore) continue;
      for (let j = 0; j < p; ++j) {
        const xbar = (s1[j] * h - d1[j] * fh) / deaths;
        const back = x[k * p + j] * fh - ((s1[j] / s0) * fq - (d1[j] / s0) * ffq) / s0;
        score[k * p + j] += x[k * p + j] - xbar + risk[k] * mean * back;
      }
    }
  });
  if (stratum >= 0) visitStratum(stratum);
  for (let k = 0; withScore && k < n; ++k) for (let j = 0; j < p; ++j) score[k * p + j] /= design.scales[j];
  return {expected, score};
}

/**
 * dfbeta residuals, row-major n × p: the approximate change of each coefficient when a row is left out, score residuals
 * times the inverse information, times the case weight. Equals `residuals(coxph, type = "dfbeta")`.
 */
export function dfbetaResiduals(state: CoxState & {naiveVcov: Float64Array}): Float64Array {
  const {design, naiveVcov} = state;
  const {n, p} = design;
  const weight = inInputOrder(design, 1, design.weight);
  const score = scoreResiduals(state);
  const dfbeta = new Float64Array(n * p);
  for (let i = 0; i < n; ++i) {
    for (let j = 0; j < p; ++j) {
      let sum = 0;
      for (let m = 0; m < p; ++m) sum += score[i * p + m] * naiveVcov[m * p + j];
      dfbeta[i * p + j] = weight[i] * sum;
    }
  }
  return dfbeta;
}

/** Rows of `width` numbers in sorted order, put in the order of the input's used rows. */
export function inInputOrder({row}: CoxDesign, width: number, sorted: Float64Array): Float64Array {
  const rank = Int32Array.from(row).sort();
  const place = new Map<number, number>();
  rank.forEach((i, k) => place.set(i, k));
  const ordered = new Float64Array(sorted.length);
  row.forEach((i, k) => {
    ordered.set(sorted.subarray(k * width, (k + 1) * width), place.get(i)! * width);
  });
  return ordered;
}
