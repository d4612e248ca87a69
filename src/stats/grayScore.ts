/** Numbers of one stratum at each distinct time, row-major times × groups. */
export interface GroupEvents {
  steps: number;
  /** Events of the cause tested. */
  own: Float64Array;
  /** Events of any other cause. */
  other: Float64Array;
  /** Events and censorings. */
  leaving: Float64Array;
}

/** Score of the first k − 1 groups of one stratum, and its variance, row-major. */
export interface GrayScore {
  score: Float64Array;
  variance: Float64Array;
}

/**
 * Score and variance of Gray (1988), in the notation of the paper: for group r, h_r = n_r / S_r(t−), R_r = h_r (1 − F_r(t−));
 * F the null cumulative incidence, with increments d / Σ h_r; K = (1 − F(t−))^rho.
 *
 * The score of group i is a sum over groups j of martingale integrals. Its influence from an own-cause increment in
 * group j at time u is a_ij(u) + b_j(u) (c_ij(τ) − c_ij(u)) and from another cause's b°_j(u) (c_ij(τ) − c_ij(u)), where
 * a_ij = K h_i (1{i=j} − h_j / Σ h), c_ij = Σ a_ij dF / (1 − F(t−)), b_j = 1 − (1 − F) / S_j and b° = −(1 − F) / S_j. The
 * integrand depends on c at the last time, so the squares are kept as the coefficients of 1, c(τ) and c(τ)².
 */
export function grayScore({steps, own, other, leaving}: GroupEvents, k: number, rho: number): GrayScore {
  const q = k - 1;
  const score = new Float64Array(q);
  const variance = new Float64Array(q * q);
  const linear = new Float64Array(q * k);
  const square = new Float64Array(k);
  const c = new Float64Array(k * k);
  const a = new Float64Array(k * k);
  const atRisk = new Float64Array(k);
  const survivalBefore = new Float64Array(k).fill(1);
  const survival = new Float64Array(k).fill(1);
  const incidence = new Float64Array(k);
  let pooled = 0;
  for (let m = 0; m < steps * k; ++m) atRisk[m % k] += leaving[m];

  const addVariance = (j: number, own1: number, weight: number, v: number): void => {
    square[j] += weight * weight * v;
    for (let i = 0; i < q; ++i) {
      const left = own1 * a[i * k + j] - weight * c[i * k + j];
      linear[i * k + j] += left * weight * v;
      for (let l = 0; l < q; ++l) {
        variance[i * q + l] += left * (own1 * a[l * k + j] - weight * c[l * k + j]) * v;
      }
    }
  };

  for (let t = 0; t < steps; ++t) {
    const base = t * k;
    let events = 0;
    let others = 0;
    for (let r = 0; r < k; ++r) {
      events += own[base + r];
      others += other[base + r];
    }
    if (events + others > 0) {
      let sumH = 0;
      let sumR = 0;
      for (let r = 0; r < k; ++r) {
        if (!(atRisk[r] > 0)) continue;
        const h = atRisk[r] / survivalBefore[r];
        sumH += h;
        sumR += h * (1 - incidence[r]);
      }
      const weight = Math.pow(1 - pooled, rho);
      for (let i = 0; i < q; ++i) {
        if (!(atRisk[i] > 0)) continue;
        const r = (atRisk[i] / survivalBefore[i]) * (1 - incidence[i]);
        score[i] += weight * (own[base + i] - (events * r) / sumR);
      }
      a.fill(0);
      for (let i = 0; i < k; ++i) {
        if (!(atRisk[i] > 0)) continue;
        const hi = atRisk[i] / survivalBefore[i];
        for (let j = 0; j < k; ++j) {
          if (!(atRisk[j] > 0)) continue;
          const hj = atRisk[j] / survivalBefore[j];
          a[i * k + j] = weight * hi * (Number(i === j) - hj / sumH);
          c[i * k + j] += (a[i * k + j] * events) / (sumH * (1 - pooled));
        }
      }
      for (let r = 0; r < k; ++r) {
        if (!(atRisk[r] > 0)) continue;
        survival[r] = (survivalBefore[r] * (atRisk[r] - own[base + r] - other[base + r])) / atRisk[r];
        incidence[r] += (survivalBefore[r] * own[base + r]) / atRisk[r];
      }
      const after = pooled + events / sumH;
      for (let j = 0; j < k; ++j) {
        const before = survivalBefore[j];
        if (events > 0 && atRisk[j] > 0) {
          // The null increment in group j: events are allotted by h, with the hypergeometric correction for ties.
          const ties = events > 1 ? 1 - (events - 1) / (sumH * before - 1) : 1;
          const v = (ties * before * events) / (sumH * atRisk[j]);
          addVariance(j, 1, survival[j] > 0 ? 1 - (1 - after) / survival[j] : 1, v);
        }
        const d = other[base + j];
        if (d > 0 && survival[j] > 0) {
          const ties = d > 1 ? 1 - (d - 1) / (atRisk[j] - 1) : 1;
          addVariance(j, 0, -(1 - after) / survival[j], (ties * before * before * d) / (atRisk[j] * atRisk[j]));
        }
      }
      pooled = after;
      survivalBefore.set(survival);
    }
    for (let r = 0; r < k; ++r) atRisk[r] -= leaving[base + r];
  }
  for (let i = 0; i < q; ++i) {
    for (let l = 0; l < q; ++l) {
      for (let j = 0; j < k; ++j) {
        const [ci, cl] = [c[i * k + j], c[l * k + j]];
        variance[i * q + l] += ci * cl * square[j] + ci * linear[l * k + j] + cl * linear[i * k + j];
      }
    }
  }
  return {score, variance};
}
