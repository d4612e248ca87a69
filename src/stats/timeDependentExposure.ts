import {StatsInputError} from "./errors.js";
import {kaplanMeierByGroup, type KaplanMeierOptions} from "./kaplanMeier.js";
import {logRank, type LogRankResult} from "./logRank.js";
import type {SurvivalCurve} from "./survivalCurve.js";
import {checkSurvivalData} from "./survivalData.js";

/** Follow-up with an exposure (a transplant, say) that some patients come to on the way. */
export interface ExposureData {
  readonly time: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** Time of the exposure; null or NaN if it never came. */
  readonly exposure: ArrayLike<number | null>;
  readonly strata?: ArrayLike<number>;
}

/** Start–stop rows: up to the exposure in group 0, after it in group 1. */
export interface ExposureRows {
  readonly entry: Float64Array;
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** 0 not yet exposed, 1 exposed. */
  readonly group: Uint8Array;
  /** Patient (row of the input) each row belongs to. */
  readonly patient: Uint32Array;
}

/**
 * Splits each patient's follow-up at the exposure, so that time before it is never credited to it (immortal time).
 * An event or censoring at or before the exposure comes first: such a patient was never exposed under observation. An
 * exposure at time 0 puts the patient in group 1 from the start; an exit at time 0 stays unexposed.
 *
 * @throws {StatsInputError} as `checkSurvivalData` does, or on a negative exposure time
 */
export function exposureRows({time, status, exposure}: ExposureData): ExposureRows {
  checkSurvivalData({time, status});
  if (exposure.length !== time.length) {
    throw new StatsInputError(`length mismatch: ${time.length} times, ${exposure.length} exposures`);
  }
  const rows: [entry: number, time: number, status: number, group: number, patient: number][] = [];
  for (let i = 0; i < time.length; ++i) {
    const at = exposure[i];
    if (at !== null && at < 0) throw new StatsInputError(`invalid exposure at row ${i}: ${at}`, i);
    // Entry is exclusive: −1 lets an exit at time 0 count.
    if (at === null || Number.isNaN(at) || at >= time[i]) rows.push([-1, time[i], status[i], 0, i]);
    else if (at === 0) rows.push([-1, time[i], status[i], 1, i]);
    else rows.push([-1, at, 0, 0, i], [at, time[i], status[i], 1, i]);
  }
  return {
    entry: Float64Array.from(rows, (d) => d[0]),
    time: Float64Array.from(rows, (d) => d[1]),
    status: Uint8Array.from(rows, (d) => d[2]),
    group: Uint8Array.from(rows, (d) => d[3]),
    patient: Uint32Array.from(rows, (d) => d[4])
  };
}

/**
 * Simon–Makuch curves (Stat Med 1984;3:35): Kaplan–Meier with patients moving from the unexposed to the exposed risk
 * set when they are exposed. Not the survival of two groups of patients: of two changing risk sets. Equals R
 * `survfit(Surv(entry, time, status) ~ exposed)` on the split rows.
 *
 * @throws {StatsInputError} as `exposureRows` does
 */
export function simonMakuch(
  data: ExposureData,
  options?: KaplanMeierOptions
): {unexposed: SurvivalCurve; exposed: SurvivalCurve; nExposed: number} {
  const rows = exposureRows(data);
  const [unexposed, exposed] = kaplanMeierByGroup(rows, options, 2);
  return {unexposed, exposed, nExposed: rows.group.reduce((sum, d) => sum + d, 0)};
}

/**
 * Mantel–Byar test (J Am Stat Assoc 1974;69:81) of the exposure's effect: the log-rank test on the changing risk sets,
 * with hypergeometric variance. Without ties it equals the score test of R `coxph(Surv(entry, time, status) ~ exposed)`.
 *
 * @throws {StatsInputError} as `exposureRows` does
 */
export function mantelByar(data: ExposureData): LogRankResult {
  const rows = exposureRows(data);
  const {strata} = data;
  const layers = strata && Float64Array.from(rows.patient, (i) => strata[i]);
  const result = logRank({...rows, ...(layers && {strata: layers})});
  return {...result, method: result.method.replace("log-rank test", "Mantel–Byar test")};
}

/** Patients at risk after a landmark, with the clock restarted there. */
export interface LandmarkCohort {
  readonly landmark: number;
  /** Patients (rows of the input) still under observation and event-free after the landmark. */
  readonly patient: Uint32Array;
  /** Time since the landmark. */
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** 1 if exposed at or before the landmark; later exposure does not count. */
  readonly group: Uint8Array;
  /** Who is left out: event, or end of observation, at or before the landmark. */
  readonly excluded: {readonly events: number; readonly censored: number};
}

/**
 * Landmark analysis (Anderson et al., J Clin Oncol 1983;1:710): patients whose follow-up goes beyond the landmark, in
 * groups by their exposure at the landmark.
 *
 * @throws {StatsInputError} as `exposureRows` does, or on a negative landmark
 */
export function landmarkCohort({time, status, exposure}: ExposureData, landmark: number): LandmarkCohort {
  exposureRows({time, status, exposure});
  if (!(landmark >= 0 && landmark < Infinity)) throw new StatsInputError(`invalid landmark: ${landmark}`);
  const all = Array.from(time, (_, i) => i);
  const rows = all.filter((i) => time[i] > landmark);
  const left = all.filter((i) => time[i] <= landmark);
  const events = left.filter((i) => status[i] === 1).length;
  return {
    landmark,
    patient: Uint32Array.from(rows),
    time: Float64Array.from(rows, (i) => time[i] - landmark),
    status: Uint8Array.from(rows, (i) => status[i]),
    group: Uint8Array.from(rows, (i) => {
      const at = exposure[i];
      return at !== null && at <= landmark ? 1 : 0;
    }),
    excluded: {events, censored: left.length - events}
  };
}
