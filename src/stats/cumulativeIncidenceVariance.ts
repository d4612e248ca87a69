/** One group's numbers at each distinct time. */
export interface IncidenceCounts {
  atRisk: Float64Array;
  censored: Float64Array;
  /** Events of any cause. */
  all: Float64Array;
  /** Event-free probability just before and just after each time. */
  before: Float64Array;
  survival: Float64Array;
}

/**
 * Variance of a cumulative incidence as `cmprsk::cuminc` gives it (Aalen 1978).
 *
 * At an event time u, F(t) has the derivative 1 − (F(t) − F(u)) / S(u) in the cause's own increment of hazard and
 * −(F(t) − F(u)) / S(u) in another cause's; each increment has variance (S(u−) / n)² d (1 − (d − 1) / (n − 1)). The
 * squares expand into three running sums. Where S(u) = 0 nothing follows, and only the own increment counts.
 */
export function aalenVariance(
  {atRisk, all, before, survival}: IncidenceCounts,
  own: Float64Array,
  estimate: Float64Array
): Float64Array {
  const variance = new Float64Array(own.length);
  let constant = 0;
  let linear = 0;
  let square = 0;
  for (let t = 0; t < own.length; ++t) {
    const s = survival[t];
    const inverse = s > 0 ? 1 / s : 0;
    const ratio = estimate[t] * inverse;
    const other = all[t] - own[t];
    if (other > 0 && s > 0) {
      const v = incrementVariance(before[t], atRisk[t], other);
      constant += ratio * ratio * v;
      linear += inverse * ratio * v;
      square += inverse * inverse * v;
    }
    if (own[t] > 0) {
      const v = incrementVariance(before[t], atRisk[t], own[t]);
      constant += (1 + ratio) * (1 + ratio) * v;
      linear += inverse * (1 + ratio) * v;
      square += inverse * inverse * v;
      const f = estimate[t];
      variance[t] = constant + f * f * square - 2 * f * linear;
    } else if (t > 0) {
      variance[t] = variance[t - 1];
    }
  }
  return variance;
}

function incrementVariance(before: number, n: number, d: number): number {
  const ties = d > 1 ? 1 - (d - 1) / (n - 1) : 1;
  return (before / n) * (before / n) * ties * d;
}

/** The parts of a jackknife variance may cancel (everyone has had the event): what is left below this share is rounding. */
const ROUNDING = 1e-13;

/**
 * Infinitesimal-jackknife variance of a cumulative incidence, as `survfit` gives it: the sum over patients of the squared
 * derivative of F(t) in the patient's weight.
 *
 * A patient who left at X has at t the influence A + F(t) B, where A and B do not depend on t: for each time v ≤ X at risk
 * −(S(v−) h_k(v) + h(v) F(v) / (1 − h(v))) / n(v) goes into A and h(v) / ((1 − h(v)) n(v)) into B, h the hazards of the
 * cause and of any event; an event at X adds S(X−) / n(X) to A if it is of the cause, and F(X) / ((1 − h(X)) n(X)) to A and
 * −1 / ((1 − h(X)) n(X)) to B whatever its cause. So three sums over those who left suffice, O(n) in all.
 */
export function jackknifeVariance(
  {atRisk, censored, all, before}: IncidenceCounts,
  own: Float64Array,
  estimate: Float64Array
): Float64Array {
  const variance = new Float64Array(own.length);
  let a = 0;
  let b = 0;
  let aa = 0;
  let ab = 0;
  let bb = 0;
  const leave = (count: number, x: number, y: number): void => {
    aa += count * x * x;
    ab += count * x * y;
    bb += count * y * y;
  };
  for (let t = 0; t < own.length; ++t) {
    const n = atRisk[t];
    const hazard = all[t] / n;
    const f = estimate[t];
    // With everyone gone at t nothing follows for the loss of survival to act on.
    const loss = hazard < 1 ? 1 / ((1 - hazard) * n) : 0;
    a -= (before[t] * own[t]) / (n * n) + hazard * f * loss;
    b += hazard * loss;
    leave(censored[t], a, b);
    leave(own[t], a + before[t] / n + f * loss, b - loss);
    leave(all[t] - own[t], a + f * loss, b - loss);
    const left = n - all[t] - censored[t];
    const influence = a + f * b;
    const parts = aa + f * f * bb;
    const v = parts + 2 * f * ab + left * influence * influence;
    variance[t] = v > ROUNDING * parts ? v : 0;
  }
  return variance;
}

/** Greenwood's variance of the event-free probability, S² Σ d / (n (n − d)); 0 once S is 0, as in the jackknife. */
export function greenwoodVariance({atRisk, all, survival}: IncidenceCounts): Float64Array {
  let sum = 0;
  return survival.map((s, t) => {
    if (s === 0) return 0;
    sum += all[t] / (atRisk[t] * (atRisk[t] - all[t]));
    return s * s * sum;
  });
}
