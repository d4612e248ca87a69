import {cholesky, quadraticForm} from "./cholesky.js";
import {chiSquaredUpper} from "./distributions.js";
import {StatsInputError} from "./errors.js";
import {sortedCounts, type SurvivalCounts} from "./kaplanMeier.js";
import {type CountTable, countTable, countTableFromCounts} from "./logRankCounts.js";
import {checkCodes, checkSurvivalData} from "./survivalData.js";

/** Follow-up of patients in groups, perhaps within strata. */
export interface LogRankData {
  readonly time: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** Delayed entry; rows of one patient with changing group give the Mantel–Byar test. */
  readonly entry?: ArrayLike<number>;
  /** Codes 0, 1, …; code order is the order of the result. */
  readonly group: ArrayLike<number>;
  /** Codes 0, 1, …: groups are compared within each stratum only. */
  readonly strata?: ArrayLike<number>;
}

/** Weighting and ties. */
export interface LogRankOptions {
  /** Fleming–Harrington weight S(t−)^rho: 0 = log-rank, 1 = Peto and Peto's Wilcoxon. */
  readonly rho?: number;
  readonly timefix?: boolean;
}

/** Observed and expected events of a group. */
export interface LogRankGroup {
  readonly group: number;
  /** Patients (rows). */
  readonly n: number;
  /** Events, weighted by S(t−)^rho. */
  readonly observed: number;
  /** Expected if all groups had the same hazard, weighted likewise. */
  readonly expected: number;
}

/** Result of a log-rank test. */
export interface LogRankResult {
  /** Name of the test that ran. */
  readonly method: string;
  readonly statistic: number;
  /** Groups with expected events, less one, and less where groups are never at risk together; 0: nothing to compare. */
  readonly df: number;
  /** Upper tail of chi-squared; 1 if `df` is 0. */
  readonly p: number;
  readonly groups: readonly LogRankGroup[];
  /** Variance of observed − expected, row-major, groups × groups. */
  readonly variance: Float64Array;
}

/**
 * Log-rank test and its G-rho family for k groups, stratified if strata are given.
 *
 * At each event time O − E sums over groups and strata; V is hypergeometric, d(n−d)/(n−1) · (n_k/n)(1{k=l} − n_l/n),
 * with single patients contributing 0; the weight is S(t−)^rho of the stratum's pooled Kaplan–Meier curve. Groups
 * without expected events are left out; so is what cannot be compared because groups are never at risk together (where
 * survdiff stops with "system is exactly singular"). Equals R
 * `survdiff(Surv(time, status) ~ group + strata(strata), rho)`; with delayed entry, for which survdiff has no form, the
 * same formula over the patients then at risk.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does, or on an invalid group or stratum
 */
export function logRank(data: LogRankData, {rho = 0, timefix = true}: LogRankOptions = {}): LogRankResult {
  checkSurvivalData(data);
  const {time, group, strata} = data;
  checkRho(rho);
  const groups = checkCodes("group", group, time.length);
  const layers = strata ? checkCodes("stratum", strata, time.length) : 1;
  return testOf(countTable(data, groups, layers, timefix), rho, strata !== undefined && layers > 1);
}

/**
 * Log-rank test from counts by distinct time, one element per group; the same result as from single patients.
 *
 * @throws {StatsInputError} on invalid counts
 */
export function logRankFromCounts(groups: readonly SurvivalCounts[], {rho = 0}: {rho?: number} = {}): LogRankResult {
  checkRho(rho);
  return testOf(countTableFromCounts(groups.map(sortedCounts)), rho, false);
}

/** Log-rank test from counted follow-up; the same result as from single rows. Stratified if the table has strata. */
export function logRankFromTable(table: CountTable, {rho = 0}: {rho?: number} = {}): LogRankResult {
  checkRho(rho);
  return testOf(table, rho, table.strata.length > 1);
}

function checkRho(rho: number): void {
  if (!(rho >= 0 && rho < Infinity)) throw new StatsInputError(`invalid rho: ${rho}`);
}

function testOf(table: CountTable, rho: number, stratified: boolean): LogRankResult {
  const {groups: k, totals} = table;
  const [observed, expected, variance] = [new Float64Array(k), new Float64Array(k), new Float64Array(k * k)];
  for (const stratum of table.strata) addStratum(stratum, k, rho, {observed, expected, variance});
  const used = Array.from({length: k}, (_, g) => g).filter((g) => expected[g] > 0);
  const difference = (g: number) => observed[g] - expected[g];
  const {statistic, df} = chiSquared(used.slice(0, -1), difference, variance, k);
  return {
    method: methodName(rho, stratified),
    statistic,
    df,
    p: df === 0 ? 1 : chiSquaredUpper(statistic, df),
    groups: Array.from({length: k}, (_, g) => ({
      group: g,
      n: totals[g],
      observed: observed[g],
      expected: expected[g]
    })),
    variance
  };
}

function methodName(rho: number, stratified: boolean): string {
  const name = rho === 0 ? "log-rank test" : rho === 1 ? "Peto and Peto’s Wilcoxon test" : `G-rho test with rho ${rho}`;
  return stratified ? `stratified ${name}` : name;
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly variance: Float64Array;
}

/** Adds one stratum's O, E and V. The risk sets are kept up on the way. */
function addStratum(
  {width, exits, entries, start}: CountTable["strata"][number],
  k: number,
  rho: number,
  {observed, expected, variance}: Sums
): void {
  const atRisk = Float64Array.from(start);
  let survival = 1;
  for (let t = 0; t < width; ++t) {
    let [d, n] = [0, 0];
    for (let g = 0; g < k; ++g) {
      d += exits[2 * (g * width + t) + 1];
      n += atRisk[g];
    }
    if (d > 0) {
      const weight = rho === 0 ? 1 : survival ** rho;
      const spread = n > 1 ? (weight * weight * d * (n - d)) / (n - 1) : 0;
      for (let g = 0; g < k; ++g) {
        const share = atRisk[g] / n;
        observed[g] += weight * exits[2 * (g * width + t) + 1];
        expected[g] += weight * d * share;
        if (share === 0) continue;
        for (let l = 0; l < k; ++l) {
          variance[g * k + l] += spread * share * ((g === l ? 1 : 0) - atRisk[l] / n);
        }
      }
      survival *= (n - d) / n;
    }
    for (let g = 0; g < k; ++g) {
      const cell = g * width + t;
      atRisk[g] -= exits[2 * cell] + exits[2 * cell + 1];
      if (entries) atRisk[g] += entries[cell];
    }
  }
}

/**
 * u′V⁻¹u over the chosen groups, and the rank of V: short of their number where groups are never at risk together.
 * V is scaled to a diagonal of 1 first, so that a small group beside a million patients is not taken for no group.
 */
function chiSquared(
  chosen: readonly number[],
  difference: (group: number) => number,
  variance: Float64Array,
  k: number
): {statistic: number; df: number} {
  const size = chosen.length;
  const scale = chosen.map((g) => (variance[g * k + g] > 0 ? 1 / Math.sqrt(variance[g * k + g]) : 0));
  const matrix = Float64Array.from({length: size * size}, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return variance[chosen[i] * k + chosen[j]] * scale[i] * scale[j];
  });
  const factor = cholesky(matrix, size);
  const statistic = quadraticForm(
    factor,
    chosen.map((g, i) => difference(g) * scale[i])
  );
  return {statistic, df: factor.rank};
}
