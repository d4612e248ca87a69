import type {TrialCohort} from "./trialCohort.js";

/** Times to an endpoint of the patients who have the outcome; one element a patient. */
export interface TrialTimes {
  readonly time: readonly number[];
  /** 1 event, 0 censored. */
  readonly status: readonly number[];
  /** Position in the arms of the cohort. */
  readonly arm: readonly number[];
  /** Position in the strata; NaN where not known. */
  readonly stratum: readonly number[];
  /** Position in the cohort. */
  readonly patient: readonly number[];
  /** Patients without the outcome, by arm. */
  readonly missing: readonly number[];
}

/** The times of an endpoint without competing events. */
export function trialTimes(cohort: TrialCohort, endpoint: string, definition: string): TrialTimes {
  const outcomes = cohort.outcomes(endpoint, definition);
  const patient = outcomes.flatMap((outcome, i) => (outcome === null ? [] : [i]));
  return {
    time: patient.map((i) => outcomes[i]!.time),
    status: patient.map((i) => Number(outcomes[i]!.status === 1)),
    arm: patient.map((i) => cohort.arm[i]),
    stratum: patient.map((i) => cohort.stratum[i]),
    patient,
    missing: cohort.arms.map((_, a) => outcomes.filter((outcome, i) => outcome === null && cohort.arm[i] === a).length)
  };
}

/** Those of the patients for whom the condition holds. */
export function chosenTimes(times: TrialTimes, keep: (i: number) => boolean): TrialTimes {
  const kept = [...times.time.keys()].filter(keep);
  const pick = (values: readonly number[]) => kept.map((i) => values[i]);
  return {
    time: pick(times.time),
    status: pick(times.status),
    arm: pick(times.arm),
    stratum: pick(times.stratum),
    patient: pick(times.patient),
    missing: times.missing
  };
}
