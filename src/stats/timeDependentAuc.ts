import {censoringAt} from "./censoringSurvival.js";
import {StatsInputError} from "./errors.js";
import {sampleTimes, type StratumTimes} from "./sampleTimes.js";
import {checkScore, type ScoredSurvival, type ScoreRanks, scoreRanks} from "./unoConcordance.js";

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
export function timeDependentAuc({score, ...data}: ScoredSurvival, at: number): number | null {
  if (!(at > 0)) throw new StatsInputError(`invalid time: ${at}`);
  checkScore(score, data.time.length);
  return aucOf(sampleTimes(data), scoreRanks(score), at);
}

/** The same of follow-up that is in order already. */
export function aucOf(strata: readonly StratumTimes[], {distinct, rank}: ScoreRanks, at: number): number | null {
  const [cases, controls] = [new Float64Array(distinct), new Float64Array(distinct)];
  let [won, pairs] = [0, 0];
  for (const {rows, status, weight, censoring} of strata) {
    cases.fill(0);
    controls.fill(0);
    const control = 1 / censoringAt(censoring, at);
    for (let k = 0; k < rows.length; ++k) {
      if (weight[k] === 0) continue;
      const t = censoring.code[k];
      if (censoring.time[t] > at) controls[rank[rows[k]]] += weight[k] * control;
      else if (status[k] === 1) cases[rank[rows[k]]] += weight[k] / censoring.before[t];
    }
    let [below, all] = [0, 0];
    for (let r = 0; r < distinct; ++r) {
      won += cases[r] * (below + controls[r] / 2);
      below += controls[r];
      all += cases[r];
    }
    if (below > 0) pairs += all * below;
  }
  return pairs > 0 ? won / pairs : null;
}
