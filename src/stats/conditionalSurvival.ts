import {StatsInputError} from "./errors.js";
import {criticalValue, type SurvivalCurve, survivalLimits, survivors} from "./survivalCurve.js";

/** Survival to a time given survival to an earlier one; nulls where it cannot be estimated. */
export interface ConditionalSurvival {
  readonly from: number;
  readonly to: number;
  readonly survival: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Conditional survival S(to)/S(from): the product-limit estimate over events in (from, to], with Greenwood's variance
 * over the same events and limits of the curve's own type. Equals R `survfit` on the patients still at risk at `from`,
 * entered there. Null if survival is 0 or nobody is at risk after `from`.
 *
 * @throws {StatsInputError} if not 0 ≤ from ≤ to
 */
export function conditionalSurvival(curve: SurvivalCurve, from: number, to: number): ConditionalSurvival {
  if (!(from >= 0 && to >= from && to < Infinity)) throw new StatsInputError(`invalid interval: ${from} to ${to}`);
  const {time, atRisk, event, confType, confLevel} = curve;
  let [survival, greenwood, observed] = [1, 0, false];
  for (let i = 0; i < time.length; ++i) {
    if (time[i] <= from) {
      if (curve.survival[i] === 0) return {from, to, survival: null, lower: null, upper: null};
      continue;
    }
    observed = true;
    if (time[i] > to) break;
    const [d, n] = [event[i], atRisk[i]];
    if (d === 0) continue;
    const left = survivors(n, d);
    survival *= left / n;
    greenwood += d / (n * left);
  }
  if (!observed) return {from, to, survival: null, lower: null, upper: null};
  const limits = survivalLimits(survival, Math.sqrt(greenwood), criticalValue(confLevel), confType);
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  return {from, to, survival, lower: known(limits.lower), upper: known(limits.upper)};
}
