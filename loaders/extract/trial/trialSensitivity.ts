import type {TrialSensitivity} from "../../../src/model/siteTrial.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {exposureRows} from "../../../src/stats/timeDependentExposure.js";
import {estimateOf, hazardRatio} from "./hazardRatio.js";
import type {TrialCohort} from "./trialCohort.js";
import type {EndpointChoice} from "./trialEndpoint.js";
import {type TrialTimes, trialTimes} from "./trialTimes.js";

/** Label of the main analysis, which the others are compared with. */
export const mainLabel = "As above";

/** Label of the analysis in which follow-up ends with the transplantation. */
export const censoredLabel = "Censored at allogeneic transplantation";

/**
 * The hazard ratios under other assumptions. Overall survival: without the strata; censored at the first allogeneic
 * transplantation; with transplantation as a covariate that changes with time (the last two only if somebody has one).
 * Event-free survival: by every other definition that the patients have.
 */
export function trialSensitivity(cohort: TrialCohort, endpoints: readonly EndpointChoice[]): TrialSensitivity[] {
  if (cohort.arms.length !== 2) return [];
  return endpoints.flatMap(({endpoint, definition}) => {
    const times = trialTimes(cohort, endpoint, definition);
    const main = lineOf(endpoint, mainLabel, times);
    const others =
      endpoint === "OS" ? survivalVariants(cohort, times) : definitionVariants(cohort, endpoint, definition);
    return others.length === 0 ? [] : [main, ...others];
  });
}

function survivalVariants(cohort: TrialCohort, times: TrialTimes): TrialSensitivity[] {
  const transplant = transplantDays(cohort, times);
  const plain = lineOf("OS", "Not stratified", {...times, stratum: times.stratum.map(() => NaN)});
  if (transplant.every((day) => day === null)) return [plain];
  return [plain, lineOf("OS", censoredLabel, censoredAt(times, transplant)), timeDependent(times, transplant)];
}

/** Overall survival by a definition, follow-up ending with the first allogeneic transplantation. */
export function censoredAtTransplantation(cohort: TrialCohort, definition: string): TrialTimes {
  const times = trialTimes(cohort, "OS", definition);
  return censoredAt(times, transplantDays(cohort, times));
}

function transplantDays(cohort: TrialCohort, {patient}: TrialTimes): (number | null)[] {
  const days = cohort.firstDay("treatments", "start_day", {phase: "hct_allo"});
  return patient.map((i) => days[i]);
}

function definitionVariants(cohort: TrialCohort, endpoint: string, shown: string): TrialSensitivity[] {
  return vocabularies.endpointRule
    .filter(({code}) => code !== shown && code.startsWith(`${endpoint}_`))
    .flatMap(({code}) => {
      const times = trialTimes(cohort, endpoint, code);
      return times.time.length === 0 ? [] : [lineOf(endpoint, `Definition of ${labelOf("endpointRule", code)}`, times)];
    });
}

function lineOf(endpoint: string, label: string, times: TrialTimes): TrialSensitivity {
  return {
    endpoint,
    label,
    n: times.time.length,
    events: times.status.filter((status) => status === 1).length,
    hazardRatio: hazardRatio(times).estimate
  };
}

function censoredAt(times: TrialTimes, days: readonly (number | null)[]): TrialTimes {
  const before = times.time.map((time, i) => days[i] !== null && days[i] >= 0 && days[i] < time);
  return {
    ...times,
    time: times.time.map((time, i) => (before[i] ? days[i]! : time)),
    status: times.status.map((status, i) => (before[i] ? 0 : status))
  };
}

/** A patient is transplanted from the day of the transplantation on, never before. */
function timeDependent(times: TrialTimes, days: readonly (number | null)[]): TrialSensitivity {
  const {entry, time, status, group, patient} = exposureRows({
    time: times.time,
    status: times.status,
    exposure: days.map((day) => (day === null ? null : Math.max(0, day)))
  });
  const stratified = times.stratum.some((s) => !Number.isNaN(s));
  const fit = coxFit({
    start: entry,
    time,
    status,
    x: [
      {name: "arm", values: Float64Array.from(patient, (i) => Number(times.arm[i] === 0))},
      {name: "transplanted", values: group}
    ],
    ...(stratified ? {strata: Float64Array.from(patient, (i) => times.stratum[i])} : {})
  });
  return {
    endpoint: "OS",
    label: "Adjusted for transplantation, which changes with time",
    n: times.time.length,
    events: times.status.filter((d) => d === 1).length,
    hazardRatio: estimateOf(fit.coefficients[0]).estimate
  };
}
