import type {CohortRows} from "../../cohort/cohortRows.js";
import {endpointStart} from "../../cohort/guards/endpointStart.js";
import {exposureRows} from "../../stats/timeDependentExposure.js";

/** How the outcome of a model is set up. */
export interface OutcomeSpec {
  /** Key of the endpoint. */
  readonly endpoint: string;
  /** Its code in the vocabulary `endpoint`, which says where its clock starts. */
  readonly endpointCode: string;
  /** Day after the start from which time is counted; null: from the start. */
  readonly landmark: number | null;
  /** Column with the day of the transplant, which then is a time-dependent covariate; null: none. */
  readonly transplant: string | null;
  /** Columns with the days on which conditions of the cohort were met, where that is after the start. */
  readonly filteredLater: readonly string[];
}

/** Follow-up of the patients that a model can use, apart from their covariates. */
export interface Outcome {
  /** Positions in the cohort, ascending. */
  readonly patients: Uint32Array;
  /** Days from the start or the landmark. */
  readonly time: Float64Array;
  /** 1 event, 0 censored. */
  readonly status: Uint8Array;
  /** Days from the start or the landmark to the transplant; NaN where none is known. Null without the covariate. */
  readonly exposure: Float64Array | null;
  /** Day, from the index event, on which each patient's clock starts. */
  readonly start: Float64Array;
  /** Patients of the cohort without follow-up for the endpoint, or not in its population. */
  readonly withoutFollowUp: number;
  /** Patients whose follow-up ends at the landmark or before. */
  readonly beforeLandmark: number;
  /** Patients who meet a condition of the cohort only after the landmark. */
  readonly notYet: number;
}

/** Follow-up of a cohort for a model. Patients in whom the endpoint is not defined are counted and left out. */
export function modelOutcome(
  rows: CohortRows,
  {endpoint, endpointCode, landmark, transplant, filteredLater}: OutcomeSpec
): Outcome {
  const {days, status} = rows.endpoint(endpoint);
  const {dayColumn} = endpointStart(endpointCode);
  const starts = dayColumn === null ? null : rows.number(dayColumn);
  const exposures = transplant === null ? null : rows.number(transplant);
  const from = landmark ?? 0;
  const startOf = (i: number): number => (starts === null ? 0 : starts[i]) + from;
  const met = filteredLater.map((column) => rows.number(column));
  const kept: number[] = [];
  let [withoutFollowUp, beforeLandmark, notYet] = [0, 0, 0];
  for (let i = 0; i < rows.n; ++i) {
    if (Number.isNaN(days[i])) ++withoutFollowUp;
    else if (landmark !== null && days[i] <= landmark) ++beforeLandmark;
    else if (met.some((day) => day[i] > startOf(i))) ++notYet;
    else kept.push(i);
  }
  const patients = Uint32Array.from(kept);
  const start = Float64Array.from(patients, startOf);
  return {
    patients,
    time: Float64Array.from(patients, (i) => days[i] - from),
    // A competing event ends the follow-up of this one.
    status: Uint8Array.from(patients, (i) => Number(status[i] === 1)),
    // One before the clock starts is in force from the start.
    exposure: exposures && Float64Array.from(patients, (i, k) => Math.max(0, exposures[i] - start[k])),
    start,
    withoutFollowUp,
    beforeLandmark,
    notYet
  };
}

/** Rows of the model: one a patient, or two where a transplant splits the follow-up. */
export interface FollowUpRows {
  /** Position in the outcome's patients. */
  readonly patient: Uint32Array;
  /** Null where every row begins at the start. */
  readonly start: Float64Array | null;
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** 1 after the transplant; null without the covariate. */
  readonly exposed: Uint8Array | null;
}

/** The follow-up of some of the patients (positions in the outcome) as rows of a model. */
export function followUpRows({time, status, exposure}: Outcome, chosen: Uint32Array): FollowUpRows {
  const [times, statuses] = [Float64Array.from(chosen, (k) => time[k]), Uint8Array.from(chosen, (k) => status[k])];
  if (exposure === null) return {patient: chosen, start: null, time: times, status: statuses, exposed: null};
  const split = exposureRows({time: times, status: statuses, exposure: Float64Array.from(chosen, (k) => exposure[k])});
  return {
    patient: split.patient.map((i) => chosen[i]),
    start: split.entry,
    time: split.time,
    status: split.status,
    exposed: split.group
  };
}
