import type {TrialSensitivity} from "../../../src/model/siteTrial.js";
import {hazardRatio} from "./hazardRatio.js";
import type {TrialCohort} from "./trialCohort.js";
import {type TrialTimes, trialTimes} from "./trialTimes.js";

/**
 * The hazard ratio for death under other assumptions: without the strata; censored at the first allogeneic
 * transplantation, which treats it as if it told nothing about what would have followed; and left out if nobody has one.
 */
export function trialSensitivity(cohort: TrialCohort, definition: string): TrialSensitivity[] {
  if (cohort.arms.length !== 2) return [];
  const times = trialTimes(cohort, "OS", definition);
  const transplant = cohort.firstDay("treatments", "start_day", {phase: "hct_allo"});
  const variants = [
    {label: "As above: stratified", times},
    {label: "Not stratified", times: {...times, stratum: times.stratum.map(() => NaN)}}
  ];
  if (transplant.some((day) => day !== null)) {
    variants.push({
      label: "Censored at allogeneic transplantation",
      times: censoredAt(
        times,
        times.patient.map((i) => transplant[i])
      )
    });
  }
  return variants.map(({label, times: used}) => ({
    label,
    n: used.time.length,
    events: used.status.filter((status) => status === 1).length,
    hazardRatio: hazardRatio(used).estimate
  }));
}

function censoredAt(times: TrialTimes, days: readonly (number | null)[]): TrialTimes {
  const before = times.time.map((time, i) => days[i] !== null && days[i] >= 0 && days[i] < time);
  return {
    ...times,
    time: times.time.map((time, i) => (before[i] ? days[i]! : time)),
    status: times.status.map((status, i) => (before[i] ? 0 : status))
  };
}
