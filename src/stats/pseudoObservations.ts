import {StatsInputError} from "./errors.js";
import {checkSurvivalData, type SurvivalData} from "./survivalData.js";
import {timeCodes} from "./timeCodes.js";

/**
 * Jackknife pseudo-observations of survival at a time: n S(t) − (n − 1) S₋ᵢ(t) for each patient, S₋ᵢ the Kaplan–Meier
 * estimate without the patient. Where nobody is censored it is 1 for a survivor and 0 for the others; with censoring its
 * mean given a covariate still is the probability of survival, so that it can be smoothed or regressed on.
 *
 * Every S₋ᵢ is put together from products up to and after the patient's own time: O(n log n) in all.
 *
 * Source: Andersen, Klein and Rosthøj (2003), Biometrika 90, 15–27.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does, on weights or delayed entry, or unless the time is finite and ≥ 0
 */
export function pseudoObservations({time, status, weights, entry}: SurvivalData, at: number): Float64Array {
  checkSurvivalData({time, status});
  if (weights ?? entry) throw new StatsInputError("unsupported pseudo-observations: weights or delayed entry");
  if (!(at >= 0 && at < Infinity)) throw new StatsInputError(`invalid time: ${at}`);
  const {
    times,
    codes: [code]
  } = timeCodes([time], {tolerance: true});
  let steps = 0;
  while (steps < times.length && times[steps] <= at) ++steps;
  const events = new Float64Array(times.length);
  const atRisk = new Float64Array(times.length + 1);
  for (let i = 0; i < code.length; ++i) {
    events[code[i]] += status[i];
    ++atRisk[code[i]];
  }
  for (let t = times.length - 1; t >= 0; --t) atRisk[t] += atRisk[t + 1];
  const factor = (d: number, n: number) => (n > 0 ? (n - d) / n : 1);
  // Without one of those at risk, up to just before each time; with all of them, from just after it.
  const upTo = new Float64Array(steps + 1).fill(1);
  const after = new Float64Array(steps + 1).fill(1);
  for (let t = 0; t < steps; ++t) upTo[t + 1] = upTo[t] * factor(events[t], atRisk[t] - 1);
  for (let t = steps - 1; t >= 0; --t) after[t] = after[t + 1] * factor(events[t], atRisk[t]);
  const n = time.length;
  return Float64Array.from(code, (c, i) => {
    if (c >= steps) return n * after[0] - (n - 1) * upTo[steps];
    const without = upTo[c] * factor(events[c] - status[i], atRisk[c] - 1) * after[c + 1];
    return n * after[0] - (n - 1) * without;
  });
}
