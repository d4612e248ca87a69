import {cholesky, quadraticForm} from "./cholesky.js";
import type {CompetingRisksInput} from "./competingRisksInput.js";
import {checkCompetingRisks, distinctCauses, distinctCodes} from "./competingRisksInput.js";
import {chiSquaredUpper} from "./distributions.js";
import {StatsInputError} from "./errors.js";
import {grayScore} from "./grayScore.js";
import type {GroupEvents} from "./grayScore.js";
import {timeCodes} from "./timeCodes.js";

export interface GrayTestResult {
  cause: number;
  /** Null when the variance of the scores is singular: a group that cannot be told apart. */
  chisq: number | null;
  df: number;
  p: number | null;
}

/**
 * Gray's test that the cumulative incidence of a cause is the same in k groups, for each cause in the data.
 *
 * The score of group i is ∫ (1 − F(t−))^rho R_i(t) {dF_i / (1 − F_i) − dF / (1 − F)}, R_i = n_i (1 − F_i) / S_i the risk
 * set of the subdistribution; strata add their scores and variances. Equals `cmprsk::cuminc(…, group, strata, rho)$Tests`
 * (p from the upper tail itself, not as 1 − p, so that it does not vanish). Times are tied only where equal. One result a
 * cause, ascending; empty with fewer than two groups or without events.
 *
 * O(n log n + T k²) for T distinct times.
 *
 * Source: Gray (1988), Ann. Statist. 16, 1141–1154.
 *
 * @throws {StatsInputError} as {@link checkCompetingRisks}; on a rho that is not finite.
 */
export function grayTest(input: CompetingRisksInput, {rho = 0}: {rho?: number} = {}): GrayTestResult[] {
  checkCompetingRisks(input);
  if (!Number.isFinite(rho)) throw new StatsInputError(`invalid rho: ${rho}`);
  const groups = distinctCodes(input.group);
  const k = groups.length;
  if (k < 2) return [];
  const strata = distinctCodes(input.strata).map((stratum) => stratumRows(input, stratum));
  const rank = new Map(groups.map((g, r) => [g, r]));
  const group = Int32Array.from({length: input.time.length}, (_, i) => rank.get(input.group ? input.group[i] : 0)!);
  return distinctCauses(input.status).map((cause) => {
    const score = new Float64Array(k - 1);
    const variance = new Float64Array((k - 1) * (k - 1));
    for (const rows of strata) {
      const part = grayScore(countEvents(rows, input.status, group, k, cause), k, rho);
      for (let i = 0; i < k - 1; ++i) {
        score[i] += part.score[i];
        for (let j = 0; j < k - 1; ++j) variance[i * (k - 1) + j] += part.variance[i * (k - 1) + j];
      }
    }
    const factor = cholesky(variance, k - 1, SINGULAR);
    if (factor.rank < k - 1) return {cause, chisq: null, df: k - 1, p: null};
    const chisq = quadraticForm(factor, score);
    return {cause, chisq, df: k - 1, p: chiSquaredUpper(chisq, k - 1)};
  });
}

/** Pivot tolerance of R's `qr`, by which `cuminc` finds a singular variance. */
const SINGULAR = 1e-7;

/** Rows of one stratum and their times as codes. */
interface StratumRows {
  row: Int32Array;
  code: Int32Array;
  steps: number;
}

function stratumRows({time, strata}: CompetingRisksInput, stratum: number): StratumRows {
  const all = Int32Array.from({length: time.length}, (_, i) => i);
  const row = strata ? all.filter((i) => strata[i] === stratum) : all;
  const {times, codes} = timeCodes([Float64Array.from(row, (i) => time[i])], {tolerance: false});
  return {row, code: codes[0], steps: times.length};
}

function countEvents(
  {row, code, steps}: StratumRows,
  status: ArrayLike<number>,
  group: Int32Array,
  k: number,
  cause: number
): GroupEvents {
  const own = new Float64Array(steps * k);
  const other = new Float64Array(steps * k);
  const leaving = new Float64Array(steps * k);
  for (let m = 0; m < row.length; ++m) {
    const i = row[m];
    const at = code[m] * k + group[i];
    ++leaving[at];
    if (status[i] === cause) ++own[at];
    else if (status[i] !== 0) ++other[at];
  }
  return {steps, own, other, leaving};
}
