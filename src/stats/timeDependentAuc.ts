import {censoringAt, censoringSurvival} from "./censoringSurvival.js";
import {StatsInputError} from "./errors.js";
import {gatherRows, rowsByStratum} from "./rowsByStratum.js";
import {checkScore, type ScoredSurvival} from "./unoConcordance.js";

/**
 * Area under the ROC curve at a time: the probability that a patient who has had the event by then scores higher than one
 * who is still free of it, ties counting one half (cumulative cases, dynamic controls). Cases are weighted by 1 / G(T−),
 * controls by 1 / G(t), G the Kaplan–Meier curve of censoring. Null without a case or without a control.
 *
 * The estimator of `timeROC(cause = 1, weighting = "marginal")` without competing events, ties in the score counted one
 * half. With strata, only patients of the same stratum are compared. O(n log n).
 *
 * Source: Uno et al. (2007), J. Am. Stat. Assoc. 102, 527–537; Blanche, Dartigues and Jacqmin-Gadda (2013), Stat. Med.
 * 32, 5381–5397.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does, on a score that is not finite, or unless the time is above 0
 */
export function timeDependentAuc(data: ScoredSurvival, at: number): number | null {
  const {time, status, score, weights, strata} = data;
  if (!(at > 0)) throw new StatsInputError(`invalid time: ${at}`);
  checkScore(score, time.length);
  let [won, pairs] = [0, 0];
  for (const rows of rowsByStratum(time.length, strata)) {
    const own = {
      time: gatherRows(time, rows),
      status: gatherRows(status, rows),
      ...(weights && {weights: gatherRows(weights, rows)})
    };
    const g = censoringSurvival(own);
    const control = 1 / censoringAt(g, at);
    // By score: weight of cases and of controls.
    const byScore = new Map<number, [number, number]>();
    for (let k = 0; k < rows.length; ++k) {
      const weight = own.weights ? own.weights[k] : 1;
      if (weight === 0) continue;
      const sums = byScore.get(score[rows[k]]) ?? [0, 0];
      byScore.set(score[rows[k]], sums);
      if (own.time[k] > at) sums[1] += weight * control;
      else if (own.status[k] === 1) sums[0] += weight / g.before[g.code[k]];
    }
    let below = 0;
    let cases = 0;
    for (const [, [own, controls]] of [...byScore].sort(([a], [b]) => a - b)) {
      won += own * (below + controls / 2);
      below += controls;
      cases += own;
    }
    if (below > 0) pairs += cases * below;
  }
  return pairs > 0 ? won / pairs : null;
}
