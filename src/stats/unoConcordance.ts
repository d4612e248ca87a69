import {StatsInputError} from "./errors.js";
import {Fenwick} from "./fenwick.js";
import {sampleTimes, type StratumTimes} from "./sampleTimes.js";
import type {SurvivalData} from "./survivalData.js";
import {timeCodes} from "./timeCodes.js";

/** Follow-up with a score, higher meaning an earlier event expected; case weights are counts, as of a bootstrap sample. */
export interface ScoredSurvival extends Omit<SurvivalData, "entry"> {
  readonly score: ArrayLike<number>;
  /** Codes 0, 1, …: only patients of the same stratum are compared, each stratum with its own censoring. */
  readonly strata?: ArrayLike<number>;
}

/**
 * Uno's C: of the pairs in which one has the event by the horizon, and the other outlives that event, the share in which
 * the one with the event has the higher score, ties in the score counting one half. A pair weighs 1 / G(t−)², G the
 * Kaplan–Meier curve of censoring, so that C does not depend on how long patients were followed. Null without a
 * comparable pair.
 *
 * Equals R `concordance(Surv(time, status) ~ score + strata(strata), weights, timewt = "n/G2", ymax = horizon,
 * reverse = TRUE)` of survival 3.5. O(n log n).
 *
 * Source: Uno et al. (2011), Stat. Med. 30, 1105–1117.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does, on a score that is not finite, or unless the horizon is above 0
 */
export function unoConcordance({score, ...data}: ScoredSurvival, horizon: number): number | null {
  if (!(horizon > 0)) throw new StatsInputError(`invalid horizon: ${horizon}`);
  checkScore(score, data.time.length);
  return pairShares(sampleTimes(data), scoreRanks(score), horizon).uno;
}

/** Scores as ranks, which is all that is compared of them. */
export interface ScoreRanks {
  /** Distinct scores. */
  readonly distinct: number;
  /** Of each row, from 0 for the lowest score; the same for equal scores. */
  readonly rank: ArrayLike<number>;
}

/** Distinct scores up to which they are told apart without a sort: models of groups have few. */
const fewScores = 64;

/** Ranks of scores; once for all measures of the same scores. O(n log n), for few distinct scores O(n). */
export function scoreRanks(score: ArrayLike<number>): ScoreRanks {
  const few = ranksOfFew(score);
  if (few !== undefined) return few;
  const {
    times: {length: distinct},
    codes: [rank]
  } = timeCodes([score], {tolerance: false});
  return {distinct, rank};
}

function ranksOfFew(score: ArrayLike<number>): ScoreRanks | undefined {
  const places = new Map<number, number>();
  const rank = new Int32Array(score.length);
  for (let i = 0; i < score.length; ++i) {
    let place = places.get(score[i]);
    if (place === undefined) {
      if (places.size === fewScores) return undefined;
      places.set(score[i], (place = places.size));
    }
    rank[i] = place;
  }
  const ascending = [...places].sort(([a], [b]) => a - b);
  const rankOf = new Int32Array(ascending.length);
  ascending.forEach(([, place], r) => (rankOf[place] = r));
  for (let i = 0; i < rank.length; ++i) rank[i] = rankOf[rank[i]];
  return {distinct: ascending.length, rank};
}

/** @throws {StatsInputError} on another number of scores than rows, or a score that is not finite */
export function checkScore(score: ArrayLike<number>, length: number): void {
  if (score.length !== length) throw new StatsInputError(`length mismatch: ${length} times, ${score.length} scores`);
  for (let i = 0; i < length; ++i) {
    if (!Number.isFinite(score[i])) throw new StatsInputError(`invalid score at row ${i}: ${score[i]}`, i);
  }
}

/** Shares of comparable pairs in which the one with the earlier event has the higher score; null without such a pair. */
export interface PairShares {
  /** Of all pairs, each counting once. */
  readonly harrell: number | null;
  /** Of those whose event lies within the horizon, weighted by censoring. */
  readonly uno: number | null;
}

/**
 * Harrell's and Uno's C by one pass back in time, so that the tree holds the scores of all who outlive the event.
 *
 * @param ranks of the scores, by row of the input that the strata were made from
 */
export function pairShares(strata: readonly StratumTimes[], {distinct, rank}: ScoreRanks, horizon: number): PairShares {
  const tree = new Fenwick(distinct);
  const [all, within] = [new PairSum(), new PairSum()];
  for (const {censoring, latestFirst} of strata) {
    const {time, before} = censoring;
    const {code, rows, status, weight} = latestFirst;
    tree.clear();
    let later = 0;
    const add = (k: number): void => {
      tree.add(rank[rows[k]], weight[k]);
      later += weight[k];
    };
    for (let first = 0; first < rows.length;) {
      const t = code[first];
      let end = first;
      while (end < rows.length && code[end] === t) ++end;
      // Who is censored at the time of an event outlives it, and comes first.
      for (let k = first; k < end; ++k) if (status[k] === 0) add(k);
      const pair = 1 / before[t] ** 2;
      for (let k = first; k < end; ++k) {
        if (status[k] === 0 || weight[k] === 0) continue;
        const below = tree.below(rank[rows[k]]);
        const tied = tree.below(rank[rows[k]] + 1) - below;
        all.add(weight[k], below, tied, later);
        if (time[t] <= horizon) within.add(pair * weight[k], below, tied, later);
      }
      for (let k = first; k < end; ++k) if (status[k] === 1) add(k);
      first = end;
    }
  }
  return {harrell: all.share(), uno: within.share()};
}

/** Pairs by whether the scores are in the order of the events, ties counting one half. */
class PairSum {
  private concordant = 0;
  private tied = 0;
  private total = 0;

  add(weight: number, below: number, tied: number, later: number): void {
    this.concordant += weight * below;
    this.tied += weight * tied;
    this.total += weight * later;
  }

  share(): number | null {
    return this.total > 0 ? (this.concordant + this.tied / 2) / this.total : null;
  }
}
