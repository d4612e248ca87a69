import {bisect} from "../bisect.js";
import type {ArmCourse, Calibration} from "../calibration.js";
import {
  centringFactor,
  curedLognormal,
  curedWeibull,
  piecewiseRates,
  timeToEvent,
  type Hazard,
  type Risk
} from "../hazards.js";
import type {LatentCourse} from "../latentCourses.js";
import type {TransplantPlan} from "../plannedTransplants.js";
import type {Random} from "../random.js";
import {planTrialTransplants} from "./plannedTrialTransplants.js";
import type {Prognosis, RatifyParameters} from "./ratifyParameters.js";
import {arms, type Arm, type Risk2017, type Stratum} from "./ratifyTruth.js";

/** A patient as the course of an arm sees one. */
export interface ArmMember {
  readonly arm: Arm;
  readonly stratum: Stratum;
  readonly risk: Risk2017;
}

/** The random part of one course, drawn alike whatever the course turns out to be. */
interface CourseDraws {
  readonly remission: number;
  readonly remissionTime: number;
  readonly early: number;
  readonly earlyDay: number;
  readonly relapse: number;
  readonly nonRelapse: number;
  readonly death: number;
  readonly plan: TransplantPlan;
}

/** Days at which each arm keeps its calibrated curve. */
const horizon = {relapse: 1461, nonRelapse: 730, afterRelapse: 730, refractory: 365};

/**
 * Draws the course of every patient by the multi-state model of the arm: early death, no remission by the landmark and death, or
 * remission, then relapse against death in remission, then death after relapse. Subtype, genetic risk and a transplant in
 * first remission multiply the hazards; each arm keeps its calibrated curve on average (see {@link centringFactor}).
 */
export function drawArmCourses(
  members: readonly ArmMember[],
  calibration: Calibration,
  parameters: RatifyParameters,
  stream: (block: string) => Random
): LatentCourse[] {
  const [remission, early, relapse, nonRelapse, death, transplant] = (
    ["remission", "early", "relapse", "nonRelapse", "death", "transplant"] as const
  ).map((block) => stream(`course/${block}`));
  const draws = members.map(({arm}): CourseDraws => ({
    remission: remission.uniform(),
    remissionTime: remission.normal(),
    early: early.uniform(),
    earlyDay: early.integer(1, parameters.course.landmark - 1),
    relapse: relapse.exponential(),
    nonRelapse: nonRelapse.exponential(),
    death: death.exponential(),
    plan: planTrialTransplants(arm, calibration, parameters, transplant)
  }));
  const result: LatentCourse[] = [];
  for (const arm of arms) {
    const group = members.flatMap((member, i) => (member.arm === arm ? [i] : []));
    armCourses(
      group.map((i) => prognosisOf(members[i], parameters)),
      group.map((i) => draws[i]),
      calibration,
      arm,
      parameters
    ).forEach((course, k) => {
      result[group[k]] = course;
    });
  }
  return result;
}

/** How subtype and genetic risk together fare against the arm. */
function prognosisOf({stratum, risk}: ArmMember, {course}: RatifyParameters): Prognosis {
  const [a, b] = [course.strata[stratum], course.risk[risk]];
  return {
    remissionLogit: a.remissionLogit + b.remissionLogit,
    relapse: a.relapse * b.relapse,
    death: a.death * b.death
  };
}

function armCourses(
  group: readonly Prognosis[],
  draws: readonly CourseDraws[],
  calibration: Calibration,
  arm: Arm,
  {course}: RatifyParameters
): LatentCourse[] {
  const own = calibration.ratify.arms[arm];
  const {landmark} = course;
  const isRemitted = remissions(group, draws, own);
  const remission = draws.map(({remissionTime}, i) => {
    const {median, sigma, earliest} = course.remission;
    const day = Math.round(median * Math.exp(sigma * remissionTime));
    return isRemitted[i] ? Math.max(earliest, Math.min(landmark, day)) : Infinity;
  });
  const {relapse: hr, nrm} = calibration.covariateHR;
  const transplantDay = draws.map(({plan}, i) => Math.max(14, plan.firstRemissionDay - remission[i]));
  const risks = (factor: (d: Prognosis) => number, effect: number | null): Risk[] =>
    group.map((d, i) => ({
      factor: factor(d),
      transplantDay: effect === null || !isRemitted[i] ? Infinity : transplantDay[i],
      transplantFactor: effect ?? 1
    }));
  const remitted = group.flatMap((_, i) => (isRemitted[i] ? [i] : []));
  const others = group.flatMap((_, i) => (isRemitted[i] ? [] : [i]));
  const deathRisks = risks((d) => d.death, null);
  const toRelapse = drawTimes(
    curedLognormal(own.relapse),
    risks((d) => d.relapse, hr.allo_CR1_td),
    draws.map((d) => d.relapse),
    {concerned: remitted, on: horizon.relapse}
  );
  const toDeath = drawTimes(
    piecewiseRates(own.nrm, course.nonRelapseUntil),
    risks(() => 1, nrm.allo_CR1_td),
    draws.map((d) => d.nonRelapse),
    {concerned: remitted, on: horizon.nonRelapse}
  );
  const deaths = draws.map((d) => d.death);
  const afterRelapse = drawTimes(curedWeibull(own.postRelapse), deathRisks, deaths, {
    concerned: remitted,
    on: horizon.afterRelapse
  });
  const refractory = drawTimes(curedWeibull(own.refractory), deathRisks, deaths, {
    concerned: others,
    on: horizon.refractory
  });
  const earlyShare = own.pED / (1 - own.pCR60);
  return draws.map(({plan, early, earlyDay}, i): LatentCourse => {
    if (!isRemitted[i]) {
      const death = early < earlyShare ? earlyDay : refractory[i];
      return {remission: Infinity, relapse: Infinity, death, plan};
    }
    if (toRelapse[i] === Infinity || toRelapse[i] > toDeath[i])
      return {remission: remission[i], relapse: Infinity, death: remission[i] + toDeath[i], plan};
    const relapse = remission[i] + toRelapse[i];
    return {remission: remission[i], relapse, death: relapse + afterRelapse[i], plan};
  });
}

/** Who reaches remission by the landmark; the arm keeps its rate. */
function remissions(group: readonly Prognosis[], draws: readonly CourseDraws[], {pCR60}: ArmCourse): boolean[] {
  const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
  const intercept = bisect(
    (x) => group.reduce((sum, d) => sum + logistic(x + d.remissionLogit), 0) / group.length - pCR60,
    -8,
    8
  );
  return draws.map(({remission}, i) => remission < logistic(intercept + group[i].remissionLogit));
}

/**
 * Whole days to the event, at least 1, given exponential draws.
 *
 * @param kept those whose mean keeps the curve of the hazard, and the day on which it does
 */
function drawTimes(
  hazard: Hazard,
  risks: readonly Risk[],
  draws: readonly number[],
  kept: {readonly concerned: readonly number[]; readonly on: number}
): number[] {
  const centre = centringFactor(
    hazard,
    kept.concerned.map((i) => risks[i]),
    kept.on
  );
  return risks.map((risk, i) =>
    Math.max(1, Math.round(timeToEvent(hazard, {...risk, factor: risk.factor * centre}, draws[i])))
  );
}
