import {censoringSurvival} from "./censoringSurvival.js";
import {StatsInputError} from "./errors.js";
import {Fenwick} from "./fenwick.js";
import {gatherRows, rowsByStratum} from "./rowsByStratum.js";
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
export function unoConcordance(data: ScoredSurvival, horizon: number): number | null {
  const {time, status, score, weights, strata} = data;
  if (!(horizon > 0)) throw new StatsInputError(`invalid horizon: ${horizon}`);
  checkScore(score, time.length);
  const sums = {concordant: 0, discordant: 0, tied: 0};
  for (const rows of rowsByStratum(time.length, strata)) {
    const own = {
      time: gatherRows(time, rows),
      status: gatherRows(status, rows),
      ...(weights && {weights: gatherRows(weights, rows)})
    };
    addPairs(own, gatherRows(score, rows), horizon, sums);
  }
  const total = sums.concordant + sums.discordant + sums.tied;
  return total > 0 ? (sums.concordant + sums.tied / 2) / total : null;
}

/** @throws {StatsInputError} on another number of scores than rows, or a score that is not finite */
export function checkScore(score: ArrayLike<number>, length: number): void {
  if (score.length !== length) throw new StatsInputError(`length mismatch: ${length} times, ${score.length} scores`);
  for (let i = 0; i < length; ++i) {
    if (!Number.isFinite(score[i])) throw new StatsInputError(`invalid score at row ${i}: ${score[i]}`, i);
  }
}

/** Goes back in time, so that the tree holds the scores of all who outlive the event. */
function addPairs(
  data: SurvivalData,
  score: Float64Array,
  horizon: number,
  sums: {concordant: number; discordant: number; tied: number}
): void {
  const {time, before, code} = censoringSurvival(data);
  const {
    times: scores,
    codes: [rank]
  } = timeCodes([score], {tolerance: false});
  const at: number[][] = Array.from(time, () => []);
  code.forEach((c, i) => at[c].push(i));
  const weight = (i: number) => (data.weights ? data.weights[i] : 1);
  const tree = new Fenwick(scores.length);
  for (let t = time.length - 1; t >= 0; --t) {
    // Who is censored at the time of an event outlives it.
    for (const i of at[t]) if (data.status[i] === 0) tree.add(rank[i], weight(i));
    const pair = 1 / before[t] ** 2;
    for (const i of at[t]) {
      if (data.status[i] === 0 || time[t] > horizon || weight(i) === 0) continue;
      const [below, upTo, all] = [tree.below(rank[i]), tree.below(rank[i] + 1), tree.below(tree.size)];
      sums.concordant += pair * weight(i) * below;
      sums.tied += pair * weight(i) * (upTo - below);
      sums.discordant += pair * weight(i) * (all - upTo);
    }
    for (const i of at[t]) if (data.status[i] === 1) tree.add(rank[i], weight(i));
  }
}
