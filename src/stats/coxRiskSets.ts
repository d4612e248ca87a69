import type {CoxDesign} from "./coxDesign.js";
import type {CoxTies} from "./coxInput.js";

/**
 * Weighted sums over the risk set and over the events of one event time of one stratum. Sums are Σ w·exp(η)·{1, x, xxᵗ}
 * with x as stored in the design; second moments are lower triangles packed row by row.
 */
export interface RiskSet {
  stratum: number;
  /** Index into the design's times. */
  code: number;
  /** Sorted positions of the rows which end at this time: first … end − 1. */
  first: number;
  end: number;
  /** Number of events, unweighted. */
  deaths: number;
  /** Sum of the weights of the events. */
  deathWeight: number;
  s0: number;
  s1: Float64Array;
  s2: Float64Array;
  d0: number;
  d1: Float64Array;
  d2: Float64Array;
}

/**
 * Visits the risk set of every event time, stratum by stratum, from the last time to the first.
 *
 * One pass over the rows: a row is added to the running sums at its end and taken off once time passes its start, so
 * the cost is O(n p²) with `second` moments and O(n p) without. The visited object is reused.
 */
export function forEachRiskSet(
  design: CoxDesign,
  risk: Float64Array,
  {second}: {second: boolean},
  visit: (set: RiskSet) => void
): void {
  const {p, code, startCode, startOrder, status, weight, bounds, x} = design;
  const size = second ? (p * (p + 1)) / 2 : 0;
  const set: RiskSet = {
    stratum: 0,
    code: 0,
    first: 0,
    end: 0,
    deaths: 0,
    deathWeight: 0,
    s0: 0,
    s1: new Float64Array(p),
    s2: new Float64Array(size),
    d0: 0,
    d1: new Float64Array(p),
    d2: new Float64Array(size)
  };
  const {s1, s2, d1, d2} = set;
  for (let s = 0; s < bounds.length - 1; ++s) {
    const stop = bounds[s + 1];
    let entering = bounds[s];
    let atRisk = 0;
    set.stratum = s;
    set.s0 = 0;
    s1.fill(0);
    s2.fill(0);
    for (let first = bounds[s]; first < stop;) {
      const now = code[first];
      if (startCode && startOrder) {
        for (; entering < stop && startCode[startOrder[entering]] >= now; ++entering, --atRisk) {
          const k = startOrder[entering];
          set.s0 -= addRow(x, k, p, -weight[k] * risk[k], s1, s2, second);
        }
        // Rounding left over from subtraction must not survive an empty risk set.
        if (atRisk === 0) {
          set.s0 = 0;
          s1.fill(0);
          s2.fill(0);
        }
      }
      set.deaths = 0;
      set.deathWeight = 0;
      set.d0 = 0;
      let end = first;
      for (; end < stop && code[end] === now; ++end, ++atRisk) {
        const r = weight[end] * risk[end];
        if (status[end] === 0) {
          set.s0 += addRow(x, end, p, r, s1, s2, second);
          continue;
        }
        if (set.deaths === 0) {
          d1.fill(0);
          d2.fill(0);
        }
        ++set.deaths;
        set.deathWeight += weight[end];
        set.d0 += addRow(x, end, p, r, d1, d2, second);
      }
      if (set.deaths > 0) {
        set.s0 += set.d0;
        for (let j = 0; j < p; ++j) s1[j] += d1[j];
        for (let j = 0; j < size; ++j) s2[j] += d2[j];
        set.code = now;
        set.first = first;
        set.end = end;
        visit(set);
      }
      first = end;
    }
  }
}

/** Adds r·x and r·xxᵗ of row k to the sums; returns |r|. */
function addRow(
  x: Float64Array,
  k: number,
  p: number,
  r: number,
  sum1: Float64Array,
  sum2: Float64Array,
  second: boolean
): number {
  const base = k * p;
  if (second) {
    for (let i = 0, m = 0; i < p; ++i) {
      const rx = r * x[base + i];
      sum1[i] += rx;
      for (let j = 0; j <= i; ++j) sum2[m++] += rx * x[base + j];
    }
  } else {
    for (let i = 0; i < p; ++i) sum1[i] += r * x[base + i];
  }
  return Math.abs(r);
}

/**
 * Sums over the d tied events k = 0 … d − 1 of one time, with denominators D_k = s0 − f_k·d0, f_k = k/d (Efron) or 0
 * (Breslow). Every quantity of a Cox model is a combination of these, so tied events cost O(d + p²), not O(d p²).
 */
export interface TieSums {
  /** Σ log D */
  log: number;
  /** Σ 1/D */
  h: number;
  /** Σ f/D */
  fh: number;
  /** Σ (s0/D)²: relative to s0, whose square may be beyond the range of numbers. */
  q: number;
  /** Σ f (s0/D)² */
  fq: number;
  /** Σ f² (s0/D)² */
  ffq: number;
}

export function tieSums({s0, d0, deaths}: RiskSet, ties: CoxTies, sums: TieSums): TieSums {
  if (ties === "breslow" || deaths === 1) {
    sums.log = deaths * Math.log(s0);
    sums.h = deaths / s0;
    sums.q = deaths;
    sums.fh = sums.fq = sums.ffq = 0;
    return sums;
  }
  sums.log = sums.h = sums.fh = sums.q = sums.fq = sums.ffq = 0;
  for (let k = 0; k < deaths; ++k) {
    const f = k / deaths;
    const denominator = s0 - f * d0;
    const h = 1 / denominator;
    const q = s0 * h * (s0 * h);
    sums.log += Math.log(denominator);
    sums.h += h;
    sums.fh += f * h;
    sums.q += q;
    sums.fq += f * q;
    sums.ffq += f * f * q;
  }
  return sums;
}

export function emptyTieSums(): TieSums {
  return {log: 0, h: 0, fh: 0, q: 0, fq: 0, ffq: 0};
}
