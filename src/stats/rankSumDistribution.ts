/**
 * The null distribution of Mann and Whitney's U for samples of m and n without ties: P(U = u) for u = 0 … m n. R:
 * `dwilcox(0:(m * n), m, n)`.
 *
 * By the recursion on the largest of all values, which belongs to the first sample with probability m / (m + n) and then
 * adds n: P(u; m, n) = m/(m + n) P(u − n; m − 1, n) + n/(m + n) P(u; m, n − 1). All terms are positive. O(m² n²).
 */
export function rankSumDistribution(m: number, n: number): Float64Array {
  // previous[j] and current[j] are the distributions for i − 1 and i values of the first sample and j of the second.
  let previous = Array.from({length: n + 1}, () => Float64Array.of(1));
  for (let i = 1; i <= m; ++i) {
    const current = [Float64Array.of(1)];
    for (let j = 1; j <= n; ++j) {
      const share = new Float64Array(i * j + 1);
      previous[j].forEach((p, u) => (share[u + j] += (i / (i + j)) * p));
      current[j - 1].forEach((p, u) => (share[u] += (j / (i + j)) * p));
      current.push(share);
    }
    previous = current;
  }
  return previous[n];
}
