import type {Calibration} from "./calibration.js";
import type {Risk} from "./hazards.js";
import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth} from "./patientTruth.js";

/** A patient as the course model sees one: baseline and alterations. */
export interface CoursePatient extends BaselineTruth {
  readonly features: readonly string[];
  /** What else multiplies the hazard of relapse; 1 if not given. */
  readonly relapseFactor?: number;
}

/** What an individual’s covariates are compared with: the means of the class. */
export interface ClassMeans {
  readonly ageYears: number;
  readonly log2Wbc: number;
}

/** Means of age and log₂ white blood cells over the members of a class. */
export function classMeans(members: readonly CoursePatient[]): ClassMeans {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    ageYears: mean(members.map(({ageYears}) => ageYears)),
    log2Wbc: mean(members.map(({labs}) => log2(labs.wbc)))
  };
}

/** Log-odds of ever reaching remission, relative to the class. */
export function remissionLogit({ageYears}: CoursePatient, means: ClassMeans, {outcome}: RegistryParameters): number {
  const slope = outcome.remissionLogitPerDecade * decades(ageYears, means);
  return slope + (ageYears >= 60 ? outcome.from60.remissionLogit : 0);
}

/**
 * Relapse: age, white blood cells, ITD, DNMT3A, the combination of NPM1, ITD and DNMT3A, and the transplant.
 *
 * @param transplantDay days from remission; Infinity without an allogeneic transplant in first remission
 */
export function relapseRisk(
  {ageYears, labs, features, relapseFactor = 1}: CoursePatient,
  means: ClassMeans,
  transplantDay: number,
  {covariateHR}: Calibration,
  {outcome}: RegistryParameters
): Risk {
  const hr = covariateHR.relapse;
  const hasBoth = ["NPM1", "DNMT3A"].every((name) => features.includes(name));
  const isTriple = hasBoth && features.includes("FLT3_ITD");
  const factor =
    power(hr.age_per10, decades(ageYears, means)) *
    power(hr.wbc_per_doubling, log2(labs.wbc) - means.log2Wbc) *
    (features.includes("FLT3_ITD") ? hr.FLT3_ITD : 1) *
    (features.includes("DNMT3A") ? hr.DNMT3A : 1) *
    (hasBoth && !isTriple ? outcome.relapse.npm1Dnmt3a : 1) *
    (isTriple ? outcome.relapse.triple : 1) *
    (isTriple ? covariateHR.os_extra.NPM1xITDxDNMT3A : 1) *
    relapseFactor;
  return {factor, transplantDay, transplantFactor: hr.allo_CR1_td};
}

/** Death in remission: age and the transplant, as {@link relapseRisk}. */
export function nonRelapseRisk(
  {ageYears}: CoursePatient,
  means: ClassMeans,
  transplantDay: number,
  {covariateHR: {nrm}}: Calibration
): Risk {
  const factor = power(nrm.age_per10, decades(ageYears, means));
  return {factor, transplantDay, transplantFactor: nrm.allo_CR1_td};
}

/** Death after relapse or without remission: age. */
export function deathRisk({ageYears}: CoursePatient, means: ClassMeans, {outcome}: RegistryParameters): Risk {
  const factor = power(outcome.deathPerDecade, decades(ageYears, means)) * (ageYears >= 60 ? outcome.from60.death : 1);
  return {factor, transplantDay: Infinity, transplantFactor: 1};
}

function decades(ageYears: number, means: ClassMeans): number {
  return (ageYears - means.ageYears) / 10;
}

function power(base: number, exponent: number): number {
  return Math.exp(exponent * Math.log(base));
}

function log2(x: number): number {
  return Math.log(x) / Math.LN2;
}
