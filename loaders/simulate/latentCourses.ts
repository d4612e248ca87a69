import {bisect} from "./bisect.js";
import type {Calibration} from "./calibration.js";
import {centringFactor, curedLognormal, curedWeibull, timeToEvent, twoRates, type Risk} from "./hazards.js";
import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth} from "./patientTruth.js";
import {planTransplants, type TransplantPlan} from "./plannedTransplants.js";
import type {Random} from "./random.js";

/** The whole course of a patient as if follow-up never ended. Days from diagnosis; Infinity = never. */
export interface LatentCourse {
  readonly remission: number;
  readonly relapse: number;
  readonly death: number;
  readonly plan: TransplantPlan;
}

const fiveYears = 1826;
const twoYears = 730;

/**
 * Draws the course of every patient by the multi-state model of CALIBRATION §4: no remission and death, or remission,
 * then relapse against death in remission, then death after relapse. Covariates and a transplant in first remission
 * multiply the hazards; each class keeps its calibrated curve on average (see {@link centringFactor}).
 *
 * @param features alterations of each patient
 */
export function drawLatentCourses(
  people: readonly BaselineTruth[],
  features: readonly (readonly string[])[],
  calibration: Calibration,
  parameters: RegistryParameters,
  stream: (block: string) => Random
): LatentCourse[] {
  const streams = {
    remission: stream("course/remission"),
    transplant: stream("course/transplant"),
    relapse: stream("course/relapse"),
    nonRelapse: stream("course/nonRelapse"),
    death: stream("course/death")
  };
  const draws = people.map(({genomicClass, ageYears}) => ({
    remissionScore: streams.remission.uniform(),
    remissionTime: streams.remission.normal(),
    plan: planTransplants(
      courseOf(calibration, genomicClass).tier,
      ageYears,
      calibration,
      parameters,
      streams.transplant
    ),
    relapse: streams.relapse.exponential(),
    nonRelapse: streams.nonRelapse.exponential(),
    death: streams.death.exponential()
  }));
  const result = new Array<LatentCourse>(people.length);
  for (const genomicClass of new Set(people.map((person) => person.genomicClass))) {
    const members = people.flatMap((person, i) => (person.genomicClass === genomicClass ? [i] : []));
    const course = courseOf(calibration, genomicClass);
    const meanAge = mean(members.map((i) => people[i].ageYears));
    const meanWbc = mean(members.map((i) => Math.log2(people[i].labs.wbc)));
    const decades = (i: number): number => (people[i].ageYears - meanAge) / 10;
    const {covariateHR: hr, postRelapse, neverCR} = calibration;
    const has = (i: number, ...names: string[]): boolean => names.every((name) => features[i].includes(name));
    const triple = (i: number): number => (has(i, "NPM1", "FLT3_ITD", "DNMT3A") ? hr.os_extra.NPM1xITDxDNMT3A : 1);

    const slope = parameters.outcome.remissionLogitPerDecade;
    const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
    const intercept = bisect((x) => mean(members.map((i) => logistic(x + slope * decades(i)))) - course.pCR, -8, 8);
    const remissionDay = (i: number): number => {
      if (draws[i].remissionScore >= logistic(intercept + slope * decades(i))) return Infinity;
      const day = course.tCR_median_d * Math.exp(course.tCR_sigma * draws[i].remissionTime);
      return Math.max(13, Math.min(parameters.outcome.longestRemissionDay, Math.round(day)));
    };
    const remitted = members.filter((i) => remissionDay(i) < Infinity);
    const transplantDay = (i: number): number => {
      const {firstRemissionDay, isAutologous} = draws[i].plan;
      if (isAutologous) return Infinity;
      return Math.max(14, firstRemissionDay - remissionDay(i));
    };
    const relapseRisk = (i: number): Risk => ({
      factor:
        power(hr.relapse.age_per10, decades(i)) *
        power(hr.relapse.wbc_per_doubling, Math.log2(people[i].labs.wbc) - meanWbc) *
        (has(i, "FLT3_ITD") ? hr.relapse.FLT3_ITD : 1) *
        (has(i, "DNMT3A") ? hr.relapse.DNMT3A : 1) *
        triple(i),
      transplantDay: transplantDay(i),
      transplantFactor: hr.relapse.allo_CR1_td
    });
    const nonRelapseRisk = (i: number): Risk => ({
      factor: power(hr.nrm.age_per10, decades(i)),
      transplantDay: transplantDay(i),
      transplantFactor: hr.nrm.allo_CR1_td
    });
    const deathRisk = (i: number): Risk => ({
      factor: power(parameters.outcome.deathPerDecade, decades(i)),
      transplantDay: Infinity,
      transplantFactor: 1
    });
    const relapse = curedLognormal(course.relapse);
    const nonRelapse = twoRates(course.nrm_per_year);
    const afterRelapse = curedWeibull(postRelapse[course.tier]);
    const refractory = curedWeibull(neverCR[course.tier]);
    const factors = {
      relapse: centringFactor(relapse, remitted.map(relapseRisk), fiveYears),
      nonRelapse: centringFactor(nonRelapse, remitted.map(nonRelapseRisk), twoYears),
      afterRelapse: centringFactor(afterRelapse, remitted.map(deathRisk), twoYears),
      refractory: centringFactor(refractory, members.map(deathRisk), 180)
    };
    for (const i of members) {
      const {plan} = draws[i];
      const remission = remissionDay(i);
      if (remission === Infinity) {
        const death = timeToEvent(refractory, scaled(deathRisk(i), factors.refractory), draws[i].death);
        result[i] = {remission, relapse: Infinity, death: wholeDay(death), plan};
        continue;
      }
      const toRelapse = wholeDay(timeToEvent(relapse, scaled(relapseRisk(i), factors.relapse), draws[i].relapse));
      const toDeath = wholeDay(
        timeToEvent(nonRelapse, scaled(nonRelapseRisk(i), factors.nonRelapse), draws[i].nonRelapse)
      );
      const relapsed = toRelapse <= toDeath && toRelapse < Infinity;
      const survived = timeToEvent(afterRelapse, scaled(deathRisk(i), factors.afterRelapse), draws[i].death);
      result[i] = {
        remission,
        relapse: relapsed ? remission + toRelapse : Infinity,
        death: remission + (relapsed ? toRelapse + wholeDay(survived) : toDeath),
        plan
      };
    }
  }
  return result;
}

function courseOf(calibration: Calibration, genomicClass: string): Calibration["multistate"][string] {
  const name = genomicClass === "inv3" || genomicClass === "t6_9" ? "inv3_t6_9" : genomicClass;
  return calibration.multistate[name];
}

function scaled(risk: Risk, factor: number): Risk {
  return {...risk, factor: risk.factor * factor};
}

/** Days are whole, and no two states of a course fall on the same day. */
function wholeDay(days: number): number {
  return days === Infinity ? Infinity : Math.max(1, Math.round(days));
}

function power(base: number, exponent: number): number {
  return Math.exp(exponent * Math.log(base));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
