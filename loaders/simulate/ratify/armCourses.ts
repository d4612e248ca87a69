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
import {normalQuantile} from "../normalDistribution.js";
import type {TransplantPlan} from "../plannedTransplants.js";
import type {Random} from "../random.js";
import {stratifiedUniforms} from "../stratifiedUniforms.js";
import {planTrialTransplants} from "./plannedTrialTransplants.js";
import type {Prognosis, RatifyParameters} from "./ratifyParameters.js";
import {arms, type Arm, type Risk2017, type Stratum} from "./ratifyTruth.js";

/** A patient as the course of an arm sees one. */
export interface ArmMember {
  readonly arm: Arm;
  readonly stratum: Stratum;
  readonly risk: Risk2017;
}

/** A member of an arm as the steps of the course see one. */
interface Outlook extends Prognosis {
  readonly plan: TransplantPlan;
}

type Stream = (block: string) => Random;

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
  stream: Stream
): LatentCourse[] {
  const order = arms.map((arm) =>
    members
      .flatMap((member, i) => (member.arm === arm ? [i] : []))
      .sort((i, j) => rankOf(members[i]) - rankOf(members[j]))
  );
  const plans = planTrialTransplants(members, order, calibration, parameters, stream);
  const result: LatentCourse[] = [];
  arms.forEach((arm, a) => {
    const group = order[a].map((i): Outlook => ({...prognosisOf(members[i], parameters), plan: plans[i]}));
    const own = (block: string): Random => stream(`course/${arm}/${block}`);
    armCourses(group, calibration, arm, parameters, own).forEach((course, k) => {
      result[order[a][k]] = course;
    });
  });
  return result;
}

/** Orders the members of an arm so that neighbours have a like outlook: by stratum, then by genetic risk. */
function rankOf({stratum, risk}: ArmMember): number {
  return 3 * ["TKD", "ITD_low", "ITD_high"].indexOf(stratum) + ["favourable", "intermediate", "adverse"].indexOf(risk);
}

/** How subtype and genetic risk together fare against the arm. */
function prognosisOf({arm, stratum, risk}: ArmMember, {course}: RatifyParameters): Prognosis {
  const [a, b] = [course.strata[arm][stratum], course.risk[risk]];
  return {
    remissionLogit: a.remissionLogit + b.remissionLogit,
    relapse: a.relapse * b.relapse,
    death: a.death * b.death
  };
}

/**
 * Courses of one arm, in the order given. Each step is stratified over those whom it concerns (see
 * {@link stratifiedUniforms}): relapse over those in remission, death over those with relapse in the order of their relapses.
 */
function armCourses(
  group: readonly Outlook[],
  calibration: Calibration,
  arm: Arm,
  {course}: RatifyParameters,
  stream: Stream
): LatentCourse[] {
  const own = calibration.ratify.arms[arm];
  const {landmark} = course;
  const isRemitted = remissions(group, own, stream("remission"));
  const remissionTimes = stratifiedUniforms(group.length, 3, stream("remission/time"));
  const remission = remissionTimes.map((u, i) => {
    const {median, sigma, earliest} = course.remission;
    const day = Math.round(median * Math.exp(sigma * normalQuantile(u)));
    return isRemitted[i] ? Math.max(earliest, Math.min(landmark, day)) : Infinity;
  });
  const {relapse: hr, nrm} = calibration.covariateHR;
  const risks = (factor: (d: Prognosis) => number, effect: number | null): Risk[] =>
    group.map((d, i) => ({
      factor: factor(d),
      transplantDay:
        effect === null || !isRemitted[i] ? Infinity : Math.max(14, d.plan.firstRemissionDay - remission[i]),
      transplantFactor: effect ?? 1
    }));
  const remitted = group.flatMap((_, i) => (isRemitted[i] ? [i] : []));
  const others = group.flatMap((_, i) => (isRemitted[i] ? [] : [i]));
  const deathRisks = risks((d) => d.death, null);
  const times = (
    hazard: Hazard,
    risks: readonly Risk[],
    kept: {concerned: readonly number[]; on: number},
    drawn: {for: readonly number[]; base: number; block: string}
  ): number[] => {
    const uniforms = stratifiedUniforms(drawn.for.length, drawn.base, stream(drawn.block));
    return drawTimes(hazard, risks, kept, drawn.for, uniforms);
  };
  const toRelapse = times(
    curedLognormal(own.relapse),
    risks((d) => d.relapse, hr.allo_CR1_td),
    {concerned: remitted, on: horizon.relapse},
    {for: remitted, base: 2, block: "relapse"}
  );
  const toDeath = times(
    piecewiseRates(own.nrm, course.nonRelapseUntil),
    risks(() => 1, nrm.allo_CR1_td),
    {concerned: remitted, on: horizon.nonRelapse},
    {for: remitted, base: 3, block: "nonRelapse"}
  );
  const relapsed = remitted.filter((i) => toRelapse[i] < Infinity && toRelapse[i] <= toDeath[i]);
  const afterRelapse = times(
    curedWeibull(own.postRelapse),
    deathRisks,
    {concerned: remitted, on: horizon.afterRelapse},
    {for: [...relapsed].sort((i, j) => toRelapse[i] - toRelapse[j]), base: 2, block: "death"}
  );
  const early = stratifiedUniforms(others.length, 2, stream("early"));
  const earlyDay = stream("early/day");
  const earlyShare = own.pED / (1 - own.pCR60);
  const isEarly = new Map(others.map((i, k) => [i, early[k] < earlyShare]));
  const refractory = times(
    curedWeibull(own.refractory),
    deathRisks,
    {concerned: others, on: horizon.refractory},
    {for: others.filter((i) => !isEarly.get(i)), base: 2, block: "refractory"}
  );
  const isRelapsed = new Set(relapsed);
  return group.map(({plan}, i): LatentCourse => {
    const day = earlyDay.integer(1, landmark - 1);
    if (!isRemitted[i]) {
      return {remission: Infinity, relapse: Infinity, death: isEarly.get(i) ? day : refractory[i], plan};
    }
    if (!isRelapsed.has(i)) {
      return {remission: remission[i], relapse: Infinity, death: remission[i] + toDeath[i], plan};
    }
    const relapse = remission[i] + toRelapse[i];
    return {remission: remission[i], relapse, death: relapse + afterRelapse[i], plan};
  });
}

/** Who reaches remission by the landmark; the arm keeps its rate. */
function remissions(group: readonly Prognosis[], {pCR60}: ArmCourse, random: Random): boolean[] {
  const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
  const intercept = bisect(
    (x) => group.reduce((sum, d) => sum + logistic(x + d.remissionLogit), 0) / group.length - pCR60,
    -8,
    8
  );
  return stratifiedUniforms(group.length, 2, random).map((u, i) => u < logistic(intercept + group[i].remissionLogit));
}

/**
 * Whole days to the event, at least 1.
 *
 * @param kept those whose mean keeps the curve of the hazard, and the day on which it does
 * @param drawn for whom times are drawn, from the uniform numbers in the same order
 */
function drawTimes(
  hazard: Hazard,
  risks: readonly Risk[],
  kept: {readonly concerned: readonly number[]; readonly on: number},
  drawn: readonly number[],
  uniforms: readonly number[]
): number[] {
  const centre = centringFactor(
    hazard,
    kept.concerned.map((i) => risks[i]),
    kept.on
  );
  const result: number[] = [];
  drawn.forEach((i, k) => {
    const risk = {...risks[i], factor: risks[i].factor * centre};
    result[i] = Math.max(1, Math.round(timeToEvent(hazard, risk, -Math.log(1 - uniforms[k]))));
  });
  return result;
}
