import {StatsInputError} from "./errors.js";
import {normalLower, normalUpper} from "./normalDistribution.js";
import {midRanks} from "./ranks.js";
import {studentTTwoSided} from "./studentT.js";
import type {Values} from "./valuesInput.js";
import {moments} from "./valuesInput.js";

/** Up to this size the distribution is enumerated; above, by series. */
const ENUMERATE_UP_TO = 9;
/** Above this size R takes the t approximation. */
const SERIES_UP_TO = 1290;

export interface SpearmanResult {
  /** Null, with p, below two complete pairs or when either variable is constant. */
  rho: number | null;
  /** Two-sided. Null below three pairs with ties. */
  p: number | null;
  /** Complete pairs. */
  n: number;
  method: "exact" | "edgeworth" | "t" | null;
}

/**
 * Spearman's rank correlation, the correlation of the mid-ranks, with a two-sided p-value that it is 0.
 *
 * Without ties p comes from S = (n³ − n)(1 − ρ)/6: exactly, over all permutations, up to n = 9, by the Edgeworth series of
 * AS 89 up to 1290; with ties or beyond, from ρ√((n − 2)/(1 − ρ²)) as Student's t on n − 2. Pairs with a missing value
 * (null, NaN) are left out. Equals R's `cor.test(x, y, method = "spearman")`.
 *
 * Source: Best and Roberts (1975), Algorithm AS 89, Appl. Stat. 24, 377–379.
 *
 * @throws {StatsInputError} on unequal lengths or an infinite value, with its index.
 */
export function spearman(x: Values, y: Values): SpearmanResult {
  const [first, second] = completePairs(x, y);
  const n = first.length;
  const ranks = [midRanks(first), midRanks(second)];
  const [a, b] = ranks.map((r) => moments(r.ranks));
  if (n < 2 || a.squares === 0 || b.squares === 0) return {rho: null, p: null, n, method: null};
  let product = 0;
  for (let i = 0; i < n; ++i) product += (ranks[0].ranks[i] - a.mean) * (ranks[1].ranks[i] - b.mean);
  const rho = Math.max(-1, Math.min(1, product / Math.sqrt(a.squares * b.squares)));
  const tied = ranks.some((r) => r.tieSum > 0);
  if (!tied && n <= SERIES_UP_TO) {
    // S is a sum of squared whole numbers, even in value.
    const s = 2 * Math.round(((n * n * n - n) * (1 - rho)) / 12);
    const exact = n <= ENUMERATE_UP_TO;
    return {rho, p: rankDistanceP(s, n, exact), n, method: exact ? "exact" : "edgeworth"};
  }
  if (n < 3) return {rho, p: null, n, method: null};
  const t = rho * Math.sqrt((n - 2) / ((1 - rho) * (1 + rho)));
  return {rho, p: studentTTwoSided(t, n - 2), n, method: "t"};
}

/** The smaller tail of S, the sum of squared differences of ranks, doubled. */
function rankDistanceP(s: number, n: number, exact: boolean): number {
  const largest = (n * n * n - n) / 3;
  // The tails mirror each other: P(S ≥ s) = P(S ≤ largest − s).
  const tail = Math.min(s, largest - s);
  if (exact) return Math.min(1, 2 * shareUpTo(tail, n));
  return Math.min(1, 2 * edgeworth(s > largest / 2 ? s : s + 2, n, s > largest / 2));
}

/** The share of the permutations of n ranks with a sum of squared displacements up to s. */
function shareUpTo(s: number, n: number): number {
  const used = Array<boolean>(n).fill(false);
  let count = 0;
  let all = 0;
  const place = (i: number, sum: number): void => {
    if (i === n) {
      ++all;
      if (sum <= s) ++count;
      return;
    }
    for (let j = 0; j < n; ++j) {
      if (used[j]) continue;
      used[j] = true;
      place(i + 1, sum + (i - j) ** 2);
      used[j] = false;
    }
  };
  place(0, 0);
  return count / all;
}

/** P(S ≥ s), or P(S < s), by the Edgeworth series of AS 89, cut to [0, 1]. */
function edgeworth(s: number, n: number, upper: boolean): number {
  const b = 1 / n;
  const x = ((6 * (s - 1) * b) / (n * n - 1) - 1) * Math.sqrt(n - 1);
  const y = x * x;
  const inner = 0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y);
  const u =
    x *
    b *
    (0.2274 +
      b * (0.2531 + 0.1745 * b) +
      y * (-0.0758 + b * (0.1033 + 0.3932 * b) - y * b * (0.0879 + 0.0151 * b - y * inner)));
  const correction = u / Math.exp(y / 2);
  return Math.max(0, Math.min(1, upper ? normalUpper(x) + correction : normalLower(x) - correction));
}

function completePairs(x: Values, y: Values): [Float64Array, Float64Array] {
  if (x.length !== y.length) throw new StatsInputError(`length mismatch: ${x.length} and ${y.length} values`);
  const pairs: [number, number][] = [];
  for (let i = 0; i < x.length; ++i) {
    const [a, b] = [x[i] ?? NaN, y[i] ?? NaN];
    if (Math.abs(a) === Infinity || Math.abs(b) === Infinity) {
      throw new StatsInputError(`invalid value at index ${i}: ${Math.abs(a) === Infinity ? a : b}`, i);
    }
    if (!Number.isNaN(a) && !Number.isNaN(b)) pairs.push([a, b]);
  }
  return [Float64Array.from(pairs, (p) => p[0]), Float64Array.from(pairs, (p) => p[1])];
}
