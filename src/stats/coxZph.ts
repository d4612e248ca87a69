import {cholesky, quadraticForm} from "./cholesky.js";
import type {CoxFit} from "./coxFit.js";
import {addInformation, unpack} from "./coxLikelihood.js";
import {relativeRisk} from "./coxResiduals.js";
import {emptyTieSums, forEachRiskSet, tieSums} from "./coxRiskSets.js";
import {chiSquaredUpper} from "./distributions.js";
import {timeTransform} from "./timeTransform.js";
import type {TimeTransformName} from "./timeTransform.js";

/** One line of the test: a term (all columns of a factor together), or "GLOBAL". */
export interface ProportionalHazardsRow {
  term: string;
  /** Null where a change with time cannot be told from a constant effect: too few event times. */
  chisq: number | null;
  df: number;
  p: number | null;
}

/**
 * Score test of proportional hazards: that the coefficient of a term does not change with g(t).
 *
 * The model is augmented with g(t)·x for each column, g centred on its mean over the events, and the score test for the
 * added coefficients is taken at the fitted ones; one row a term, `GLOBAL` for all of them. Aliased columns are left
 * out. This is the test of `cox.zph` in survival 3.x, not the correlation test of survival 2.x (Grambsch & Therneau
 * 1994, whose approximation it replaces). Empty for a fit without estimable coefficients, or with one that is infinite
 * or did not converge.
 *
 * @param transform of time: "km" 1 − S(t−) of the pooled rows (R's default), "identity", "log", "rank".
 */
export function proportionalHazardsTest(fit: CoxFit, transform: TimeTransformName = "km"): ProportionalHazardsRow[] {
  const {design, ties, coefficients} = fit;
  const {p} = design;
  const kept = coefficients.map((_, j) => j).filter((j) => coefficients[j].status !== "aliased");
  if (kept.some((j) => coefficients[j].status !== "estimated") || kept.length === 0 || design.events === 0) return [];
  const g = unitSpread(timeTransform(design, transform));
  const size = (p * (p + 1)) / 2;
  // Information of x with x, of x with g·x, of g·x with g·x; score of g·x. That of x is 0 at the fit.
  const information = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const score = new Float64Array(p);
  const sums = emptyTieSums();
  forEachRiskSet(design, relativeRisk(fit), {second: true}, (set) => {
    const mean = set.deathWeight / set.deaths;
    const gt = g[set.code];
    tieSums(set, ties, sums);
    for (let k = set.first; k < set.end; ++k) {
      if (design.status[k] === 0) continue;
      for (let j = 0; j < p; ++j) score[j] += gt * design.weight[k] * design.x[k * p + j];
    }
    for (let j = 0; j < p; ++j) score[j] -= gt * mean * (set.s1[j] * sums.h - set.d1[j] * sums.fh);
    information.forEach((packed, power) => addInformation(set, sums, mean * Math.pow(gt, power), p, packed));
  });
  const [xx, xg, gg] = information.map((packed) => unpack(packed, p));
  const test = (term: string, columns: number[]): ProportionalHazardsRow => {
    const df = columns.length;
    const augmented = join(pick(xx, kept, kept, p), pick(xg, columns, kept, p), pick(gg, columns, columns, p));
    const factor = cholesky(augmented, kept.length + df);
    if (factor.rank < kept.length + df) return {term, chisq: null, df, p: null};
    const chisq = quadraticForm(factor, [...kept.map(() => 0), ...columns.map((j) => score[j])]);
    return {term, chisq, df, p: chiSquaredUpper(chisq, df)};
  };
  const terms = new Map<string, number[]>();
  for (const j of kept) terms.set(coefficients[j].term, [...(terms.get(coefficients[j].term) ?? []), j]);
  return [...[...terms].map(([term, columns]) => test(term, columns)), test("GLOBAL", kept)];
}

/** The test does not depend on the scale of g; without it, days to the square would drown the other information. */
function unitSpread(g: Float64Array): Float64Array {
  let largest = 0;
  // log(0) of an entry time is −∞; only event times count, and there it makes the test null.
  for (const v of g) if (Number.isFinite(v)) largest = Math.max(largest, Math.abs(v));
  return largest > 0 ? g.map((v) => v / largest) : g;
}

/** The symmetric matrix [[a, cᵗ], [c, b]]. */
function join(a: Float64Array, c: Float64Array, b: Float64Array): Float64Array {
  const m = Math.sqrt(a.length);
  const df = Math.sqrt(b.length);
  const size = m + df;
  const joined = new Float64Array(size * size);
  for (let i = 0; i < m; ++i) for (let j = 0; j < m; ++j) joined[i * size + j] = a[i * m + j];
  for (let i = 0; i < df; ++i) {
    for (let j = 0; j < m; ++j) joined[(m + i) * size + j] = joined[j * size + m + i] = c[i * m + j];
    for (let j = 0; j < df; ++j) joined[(m + i) * size + m + j] = b[i * df + j];
  }
  return joined;
}

function pick(matrix: Float64Array, rows: number[], columns: number[], p: number): Float64Array {
  return Float64Array.from(rows.flatMap((i) => columns.map((j) => matrix[i * p + j])));
}
