import type {CoxDesign} from "./coxDesign.js";
import {Fenwick} from "./fenwick.js";
import {timeCodes} from "./timeCodes.js";

/** Concordance of a risk score with survival; counts are of pairs, weighted by the product of the case weights. */
export interface Concordance {
  /** (concordant + tiedX / 2) / (concordant + discordant + tiedX); null without a comparable pair. */
  concordance: number | null;
  /** Infinitesimal-jackknife standard error. */
  stdErr: number | null;
  concordant: number;
  discordant: number;
  /** Comparable pairs with the same score. */
  tiedX: number;
  /** Pairs of events at the same time, with different scores: not comparable. */
  tiedY: number;
  /** Pairs of events at the same time with the same score. */
  tiedXY: number;
}

/**
 * Harrell's C: of the pairs whose order of events is known, the share in which the higher `score` has the earlier event,
 * ties in the score counting one half.
 *
 * A pair is comparable when one row has an event while the other, of the same stratum, is at risk and outlives it; a row
 * censored at the time of the event outlives it. Pairs are pooled over strata. Equals `concordance(coxph)` of survival
 * 3.5: `timewt = "n"`, standard error by the infinitesimal jackknife.
 *
 * Each row's part in the count is needed for the standard error, so both directions are counted: of an event, against
 * the rows at risk (one tree over scores, filled backwards in time); of a row at risk, against the events it outlives
 * (another, filled forwards). O(n log n).
 *
 * @param score one number a sorted row of the design, higher meaning higher risk.
 * @param cluster code of each sorted row; influence is then summed within clusters.
 */
export function concordance(design: CoxDesign, score: ArrayLike<number>, cluster?: ArrayLike<number>): Concordance {
  const {n, weight, status, bounds} = design;
  const {times: scores, codes} = timeCodes([score], {tolerance: false});
  const [rank] = codes;
  // Per row: weight of the concordant, discordant and tied comparable pairs it is in.
  const pairs = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let tiedY = 0;
  let tiedXY = 0;
  const tree = new Fenwick(scores.length);
  for (let s = 0; s < bounds.length - 1; ++s) {
    countAgainstRiskSet(design, s, rank, tree, pairs);
    countAgainstEvents(design, s, rank, tree, pairs);
    const tied = tiedEventPairs(design, s, rank);
    tiedY += tied.tiedY;
    tiedXY += tied.tiedXY;
  }
  let concordant = 0;
  let discordant = 0;
  let tiedX = 0;
  for (let k = 0; k < n; ++k) {
    // Every pair was counted from both of its rows.
    concordant += (weight[k] * pairs[0][k]) / 2;
    discordant += (weight[k] * pairs[1][k]) / 2;
    tiedX += (weight[k] * pairs[2][k]) / 2;
  }
  const total = concordant + discordant + tiedX;
  if (status.length === 0 || !(total > 0)) {
    return {concordance: null, stdErr: null, concordant, discordant, tiedX, tiedY, tiedXY};
  }
  const c = (concordant + tiedX / 2) / total;
  const influence = Float64Array.from(weight, (w, k) => {
    const [con, dis, tie] = [pairs[0][k], pairs[1][k], pairs[2][k]];
    return (w * (con + tie / 2 - c * (con + dis + tie))) / total;
  });
  let variance = 0;
  for (const sum of cluster ? sumsByCode(influence, cluster) : influence) variance += sum * sum;
  return {concordance: c, stdErr: Math.sqrt(variance), concordant, discordant, tiedX, tiedY, tiedXY};
}

function sumsByCode(values: Float64Array, code: ArrayLike<number>): Iterable<number> {
  const sums = new Map<number, number>();
  values.forEach((v, k) => sums.set(code[k], (sums.get(code[k]) ?? 0) + v));
  return sums.values();
}

/** Adds to each event its pairs with the rows at risk: those with a lower score are concordant. */
function countAgainstRiskSet(
  design: CoxDesign,
  s: number,
  rank: Int32Array,
  tree: Fenwick,
  pairs: Float64Array[]
): void {
  const {code, startCode, startOrder, status, weight, bounds} = design;
  const stop = bounds[s + 1];
  let entering = bounds[s];
  tree.clear();
  for (let first = bounds[s]; first < stop;) {
    const now = code[first];
    let end = first;
    while (end < stop && code[end] === now) ++end;
    if (startCode && startOrder) {
      for (; entering < stop && startCode[startOrder[entering]] >= now; ++entering) {
        const k = startOrder[entering];
        tree.add(rank[k], -weight[k]);
      }
    }
    for (let k = first; k < end; ++k) if (status[k] === 0) tree.add(rank[k], weight[k]);
    for (let k = first; k < end; ++k) if (status[k] === 1) addPairs(tree, rank[k], k, 1, pairs);
    for (let k = first; k < end; ++k) if (status[k] === 1) tree.add(rank[k], weight[k]);
    first = end;
  }
}

/** Adds to each row its pairs with the events it outlives after its start: those with a higher score are concordant. */
function countAgainstEvents(
  design: CoxDesign,
  s: number,
  rank: Int32Array,
  tree: Fenwick,
  pairs: Float64Array[]
): void {
  const {code, startCode, startOrder, status, weight, bounds} = design;
  const begin = bounds[s];
  let entering = bounds[s + 1] - 1;
  tree.clear();
  const swapped = [pairs[1], pairs[0], pairs[2]];
  for (let last = bounds[s + 1] - 1; last >= begin;) {
    const now = code[last];
    let next = last;
    while (next >= begin && code[next] === now) --next;
    // Rows which start before this time: events up to their start do not count.
    if (startCode && startOrder) {
      for (; entering >= begin && startCode[startOrder[entering]] < now; --entering) {
        const k = startOrder[entering];
        addPairs(tree, rank[k], k, -1, swapped);
      }
    }
    for (let k = last; k > next; --k) if (status[k] === 1) addPairs(tree, rank[k], k, 1, swapped);
    for (let k = last; k > next; --k) if (status[k] === 1) tree.add(rank[k], weight[k]);
    for (let k = last; k > next; --k) if (status[k] === 0) addPairs(tree, rank[k], k, 1, swapped);
    last = next;
  }
}

/** Adds `sign` × the weight in the tree with a lower, a higher and the same score to row k's pairs. */
function addPairs(tree: Fenwick, rank: number, k: number, sign: number, [lower, higher, same]: Float64Array[]): void {
  const below = tree.below(rank);
  const upTo = tree.below(rank + 1);
  lower[k] += sign * below;
  same[k] += sign * (upTo - below);
  higher[k] += sign * (tree.below(tree.size) - upTo);
}

/** Pairs of events of one stratum at the same time, with different and with equal scores. */
function tiedEventPairs(design: CoxDesign, s: number, rank: Int32Array): {tiedY: number; tiedXY: number} {
  const {code, status, weight, bounds} = design;
  let tiedY = 0;
  let tiedXY = 0;
  for (let first = bounds[s]; first < bounds[s + 1];) {
    const byRank = new Map<number, {sum: number; squares: number}>();
    let sum = 0;
    let squares = 0;
    let k = first;
    for (; k < bounds[s + 1] && code[k] === code[first]; ++k) {
      if (status[k] === 0) continue;
      const same = byRank.get(rank[k]) ?? {sum: 0, squares: 0};
      same.sum += weight[k];
      same.squares += weight[k] * weight[k];
      byRank.set(rank[k], same);
      sum += weight[k];
      squares += weight[k] * weight[k];
    }
    let equal = 0;
    for (const same of byRank.values()) equal += (same.sum * same.sum - same.squares) / 2;
    tiedXY += equal;
    tiedY += (sum * sum - squares) / 2 - equal;
    first = k;
  }
  return {tiedY, tiedXY};
}
