import {daysPerMonth} from "../../charts/format.js";
import {restrictedMean, type RestrictedMeanContrast, restrictedMeanDifference} from "../../stats/restrictedMean.js";
import type {GroupAnswer} from "./groupAnswers.js";

/** Differences of restricted means of every other group and the reference. */
export interface RestrictedMeans {
  /** Horizon in days. */
  readonly tau: number;
  /** In days, in the order of `others`; null where neither group has an event before the horizon. */
  readonly differences: readonly (RestrictedMeanContrast | null)[];
}

/** Longest horizon: 48 months. */
const longest = 48 * daysPerMonth;

/**
 * Differences in mean event-free time up to a horizon that all groups reach: 48 months, or the earliest of the groups’
 * last event times (Uno et al., J Clin Oncol 2014;32:2380). Null if a group has no event, and no horizon therefore.
 */
export function restrictedMeans(
  groups: readonly GroupAnswer[],
  reference: number,
  others: readonly number[]
): RestrictedMeans | null {
  const tau = Math.min(longest, ...groups.map(({curve}) => lastEvent(curve)));
  if (!(tau > 0)) return null;
  const means = groups.map(({curve}) => restrictedMean(curve, tau));
  const known = (g: number) => means[g].stdErr !== null && means[g].stdErr > 0;
  return {
    tau,
    differences: others.map((g) =>
      known(g) || known(reference) ? restrictedMeanDifference(means[g], means[reference]) : null
    )
  };
}

function lastEvent({time, event}: GroupAnswer["curve"]): number {
  for (let i = time.length - 1; i >= 0; --i) if (event[i] > 0) return time[i];
  return 0;
}
