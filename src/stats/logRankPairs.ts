import {type AdjustMethod, adjustP} from "./adjustP.js";
import {logRank, type LogRankData, type LogRankOptions, type LogRankResult} from "./logRank.js";
import {normalUpper} from "./distributions.js";
import {StatsInputError} from "./errors.js";

/** Test of two of several groups. */
export interface LogRankPair {
  readonly a: number;
  readonly b: number;
  readonly statistic: number;
  readonly p: number;
  /** Adjusted over all pairs. */
  readonly adjusted: number;
}

/**
 * Log-rank tests of all pairs of groups, each on the patients of the two groups only and within the same strata, with
 * the p-values adjusted over all pairs. Equals R `survdiff` on each subset followed by `p.adjust`.
 *
 * @throws {StatsInputError} as `logRank` does
 */
export function pairwiseLogRank(
  data: LogRankData,
  {adjust = "holm", ...options}: LogRankOptions & {adjust?: AdjustMethod} = {}
): LogRankPair[] {
  // The whole test first, for its checks: an error then names the row in the data given, not in those of a pair.
  const groups = logRank(data, options).groups.length;
  const pairs: Omit<LogRankPair, "adjusted">[] = [];
  for (let a = 0; a < groups; ++a) {
    for (let b = a + 1; b < groups; ++b) {
      const {statistic, p} = logRank(twoGroups(data, a, b), options);
      pairs.push({a, b, statistic, p});
    }
  }
  const adjusted = adjustP(
    pairs.map((d) => d.p),
    adjust
  );
  return pairs.map((d, i) => ({...d, adjusted: adjusted[i] ?? d.p}));
}

function twoGroups({time, status, entry, group, strata}: LogRankData, a: number, b: number): LogRankData {
  const rows = Array.from(group, (_, i) => i).filter((i) => group[i] === a || group[i] === b);
  const pick = (values: ArrayLike<number>) => Float64Array.from(rows, (i) => values[i]);
  return {
    time: pick(time),
    status: pick(status),
    group: Float64Array.from(rows, (i) => (group[i] === a ? 0 : 1)),
    ...(entry && {entry: pick(entry)}),
    ...(strata && {strata: pick(strata)})
  };
}

/** Test for a trend over ordered groups. */
export interface LogRankTrend {
  readonly method: string;
  /** Signed: positive if events are more than expected where the score is high; null if it cannot be computed. */
  readonly z: number | null;
  readonly statistic: number;
  /** 1, or 0 if nothing can be compared. */
  readonly df: number;
  readonly p: number;
}

/**
 * Log-rank test for trend: (Σ s(O−E))² / s′Vs with scores s, 1 … k unless given (Tarone, Biometrika 1975;62:679).
 *
 * @throws {StatsInputError} if there is not one score for each group
 */
export function logRankTrend({groups, variance, method}: LogRankResult, scores?: ArrayLike<number>): LogRankTrend {
  const k = groups.length;
  const score = scores ?? groups.map((_, g) => g + 1);
  if (score.length !== k) throw new StatsInputError(`length mismatch: ${k} groups, ${score.length} scores`);
  let [numerator, spread] = [0, 0];
  for (let g = 0; g < k; ++g) {
    numerator += score[g] * (groups[g].observed - groups[g].expected);
    for (let l = 0; l < k; ++l) spread += score[g] * score[l] * variance[g * k + l];
  }
  const name = `${method} for trend`;
  if (!(spread > 0)) return {method: name, z: null, statistic: 0, df: 0, p: 1};
  const z = numerator / Math.sqrt(spread);
  return {method: name, z, statistic: z * z, df: 1, p: 2 * normalUpper(Math.abs(z))};
}
