/** A hypergeometric distribution over its whole support. */
export interface HypergeometricSupport {
  /** The smallest count of the support; the count of entry i is `low + i`. */
  low: number;
  /** log of the probability of each count, up to a common constant: 0 at the mode. */
  logWeights: Float64Array;
}

/**
 * The number X of white balls among k drawn without replacement from an urn with m white and n black ones: the log
 * weights of all possible counts, max(0, k − n) … min(k, m). By the ratio of neighbouring probabilities,
 * (m − x)(k − x) / ((x + 1)(n − k + x + 1)), outwards from the mode, so that no factorials cancel. O(support).
 *
 * m, n, k: non-negative whole numbers, k ≤ m + n.
 */
export function hypergeometricSupport(m: number, n: number, k: number): HypergeometricSupport {
  const low = Math.max(0, k - n);
  const high = Math.min(k, m);
  const logWeights = new Float64Array(high - low + 1);
  const mode = Math.min(high, Math.max(low, Math.floor(((k + 1) * (m + 1)) / (m + n + 2))));
  const logRatio = (x: number) => Math.log(((m - x) * (k - x)) / ((x + 1) * (n - k + x + 1)));
  for (let x = mode; x < high; ++x) logWeights[x + 1 - low] = logWeights[x - low] + logRatio(x);
  for (let x = mode; x > low; --x) logWeights[x - 1 - low] = logWeights[x - low] - logRatio(x - 1);
  return {low, logWeights};
}

/** P(X = x) for the hypergeometric X of {@link hypergeometricSupport}; R: `dhyper(x, m, n, k)`. */
export function hypergeometricDensity(x: number, m: number, n: number, k: number): number {
  const {low, logWeights} = hypergeometricSupport(m, n, k);
  const i = x - low;
  if (!(i in logWeights)) return 0;
  return Math.exp(logWeights[i] - logSumExp(logWeights));
}

/** P(X ≤ q); R: `phyper(q, m, n, k)`. */
export function hypergeometricLower(q: number, m: number, n: number, k: number): number {
  return Math.exp(hypergeometricLogLower(q, m, n, k));
}

/** P(X > q); R: `phyper(q, m, n, k, lower.tail = FALSE)`. */
export function hypergeometricUpper(q: number, m: number, n: number, k: number): number {
  return Math.exp(hypergeometricLogUpper(q, m, n, k));
}

/** log P(X ≤ q); R: `phyper(q, m, n, k, log.p = TRUE)`. */
export function hypergeometricLogLower(q: number, m: number, n: number, k: number): number {
  const {lower, upper} = logTails(q, m, n, k);
  return lower > upper ? -Math.log1p(Math.exp(upper - lower)) : lower - logAdd(lower, upper);
}

/** log P(X > q); R: `phyper(q, m, n, k, lower.tail = FALSE, log.p = TRUE)`. */
export function hypergeometricLogUpper(q: number, m: number, n: number, k: number): number {
  const {lower, upper} = logTails(q, m, n, k);
  return upper > lower ? -Math.log1p(Math.exp(lower - upper)) : upper - logAdd(lower, upper);
}

/** log Σ exp(vᵢ); −∞ of nothing. */
export function logSumExp(values: Float64Array): number {
  let max = -Infinity;
  for (const v of values) if (v > max) max = v;
  if (max === -Infinity) return max;
  let sum = 0;
  for (const v of values) sum += Math.exp(v - max);
  return max + Math.log(sum);
}

/** Log weights of the counts up to q and of those above, on the scale of the support. */
function logTails(q: number, m: number, n: number, k: number): {lower: number; upper: number} {
  const {low, logWeights} = hypergeometricSupport(m, n, k);
  const cut = Math.min(logWeights.length, Math.max(0, Math.floor(q) - low + 1));
  return {lower: logSumExp(logWeights.subarray(0, cut)), upper: logSumExp(logWeights.subarray(cut))};
}

function logAdd(a: number, b: number): number {
  const max = Math.max(a, b);
  return max + Math.log1p(Math.exp(Math.min(a, b) - max));
}
