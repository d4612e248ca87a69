import {bisect} from "./bisect.js";
import type {Calibration, ClassCourse} from "./calibration.js";
import {classCurves, type ClassCurves} from "./classCurves.js";
import {
  classMeans,
  deathRisk,
  nonRelapseRisk,
  relapseRisk,
  remissionLogit,
  type ClassMeans,
  type CoursePatient
} from "./courseRisks.js";
import {
  centringFactor,
  curedLognormal,
  curedWeibull,
  timeToEvent,
  twoRates,
  type Hazard,
  type Risk
} from "./hazards.js";
import {normalQuantile} from "./normalDistribution.js";
import type {RegistryParameters} from "./parameters.js";
import {planTransplants, type TransplantDraws, type TransplantPlan} from "./plannedTransplants.js";
import type {Random} from "./random.js";
import {positionsBy, stratifiedUniforms, stratifiedWithin} from "./stratifiedUniforms.js";

/** The whole course of a patient as if follow-up never ended. Days from diagnosis; Infinity = never. */
export interface LatentCourse {
  readonly remission: number;
  readonly relapse: number;
  readonly death: number;
  readonly plan: TransplantPlan;
}

/** A patient of the class under way, with the transplants intended for them. */
interface Member extends CoursePatient {
  readonly plan: TransplantPlan;
}

/** Opens the streams of random numbers of a course. */
type Streams = Readonly<
  Record<"remission" | "remissionTime" | "relapse" | "nonRelapse" | "death" | "refractory", Random>
>;

/** Days at which each class keeps its calibrated curve. */
const horizon = {relapse: 1826, nonRelapse: 730, afterRelapse: 730, refractory: 180};

/**
 * Draws the course of every patient by the multi-state model of CALIBRATION §4: no remission and death, or remission,
 * then relapse against death in remission, then death after relapse. Covariates and a transplant in first remission
 * multiply the hazards; each class keeps its calibrated curve on average (see {@link centringFactor}).
 */
export function drawLatentCourses(
  people: readonly CoursePatient[],
  calibration: Calibration,
  parameters: RegistryParameters,
  stream: (block: string) => Random
): LatentCourse[] {
  const order = courseOrder(people);
  const transplants = drawTransplants(order, stream);
  const streams: Streams = {
    remission: stream("course/remission"),
    remissionTime: stream("course/remission/time"),
    relapse: stream("course/relapse"),
    nonRelapse: stream("course/nonRelapse"),
    death: stream("course/death"),
    refractory: stream("course/refractory")
  };
  const result: LatentCourse[] = [];
  for (const positions of order) {
    const curves = classCurves(curveOf(people[positions[0]]), calibration, parameters);
    const members = positions.map((i): Member => {
      const plan = planTransplants(curves.tier, people[i].ageYears, calibration, parameters, transplants[i]);
      return {...people[i], plan};
    });
    classCourses(members, curves, calibration, parameters, streams).forEach((latent, k) => {
      result[positions[k]] = latent;
    });
  }
  return result;
}

function drawTransplants(order: readonly (readonly number[])[], stream: (block: string) => Random): TransplantDraws[] {
  const bases = {
    allo: 11,
    auto: 17,
    day: 19,
    refractory: 2,
    refractoryDelay: 3,
    relapse: 2,
    relapseDelay: 3,
    secondRemission: 5,
    donor: 7
  };
  const names = Object.keys(bases) as (keyof typeof bases)[];
  const drawn = names.map((name) => stratifiedWithin(order, bases[name], stream(`course/transplant/${name}`)));
  const result: TransplantDraws[] = [];
  for (const i of order.flat()) {
    result[i] = Object.fromEntries(names.map((name, k) => [name, drawn[k][i]])) as TransplantDraws;
  }
  return result;
}

/**
 * The patients of every curve in an order in which neighbours have a like outlook: by NPM1, DNMT3A and internal tandem
 * duplication, then by age.
 */
export function courseOrder(people: readonly CoursePatient[]): number[][] {
  const genotype = people.map(genotypeOf);
  return positionsBy(people, curveOf).map((positions) =>
    positions.sort((i, j) => genotype[i] - genotype[j] || people[i].ageYears - people[j].ageYears)
  );
}

function genotypeOf({features}: CoursePatient): number {
  return ["FLT3_ITD", "DNMT3A", "NPM1"].reduce((code, name) => 2 * code + (features.includes(name) ? 1 : 0), 0);
}

/** The curve that a class follows; the two rarest classes share one. */
function curveOf({genomicClass}: CoursePatient): string {
  return genomicClass === "inv3" || genomicClass === "t6_9" ? "inv3_t6_9" : genomicClass;
}

/**
 * Courses of the members of one class, in their order. Each step is stratified over those whom it concerns (see
 * {@link stratifiedUniforms}): relapse over those in remission, death over those with relapse in the order of their relapses.
 */
function classCourses(
  members: readonly Member[],
  course: ClassCurves,
  calibration: Calibration,
  parameters: RegistryParameters,
  streams: Streams
): LatentCourse[] {
  const means = classMeans(members);
  const remissionDays = drawRemissionDays(members, means, course, parameters, streams);
  const remitted = members.flatMap((member, i) => {
    const remission = remissionDays[i];
    if (remission === Infinity) return [];
    const {firstRemissionDay, isAutologous} = member.plan;
    return [{member, transplantDay: isAutologous ? Infinity : Math.max(14, firstRemissionDay - remission)}];
  });
  const toRelapse = drawTimes(
    curedLognormal(course.relapse),
    remitted.map(({member, transplantDay}) => relapseRisk(member, means, transplantDay, calibration, parameters)),
    stratifiedUniforms(remitted.length, 2, streams.relapse),
    horizon.relapse
  );
  const toDeath = drawTimes(
    twoRates(course.nrm_per_year),
    remitted.map(({member, transplantDay}) => nonRelapseRisk(member, means, transplantDay, calibration)),
    stratifiedUniforms(remitted.length, 3, streams.nonRelapse),
    horizon.nonRelapse
  );
  const relapsed = remitted.flatMap((_, k) => (toRelapse[k] < Infinity && toRelapse[k] <= toDeath[k] ? [k] : []));
  relapsed.sort((k, l) => toRelapse[k] - toRelapse[l]);
  const afterRelapse = drawTimes(
    curedWeibull(course.afterRelapse),
    remitted.map(({member}) => deathRisk(member, means, parameters)),
    spread(relapsed, stratifiedUniforms(relapsed.length, 2, streams.death)),
    horizon.afterRelapse
  );
  const others = members.flatMap((_, i) => (remissionDays[i] === Infinity ? [i] : []));
  const refractory = drawTimes(
    curedWeibull(course.refractory),
    members.map((member) => deathRisk(member, means, parameters)),
    spread(others, stratifiedUniforms(others.length, 2, streams.refractory)),
    horizon.refractory
  );
  const isRelapsed = new Set(relapsed);
  let next = 0;
  return members.map(({plan}, i) => {
    const remission = remissionDays[i];
    if (remission === Infinity) return {remission, relapse: Infinity, death: refractory[i], plan};
    const k = next++;
    if (!isRelapsed.has(k)) return {remission, relapse: Infinity, death: remission + toDeath[k], plan};
    const relapse = remission + toRelapse[k];
    return {remission, relapse, death: relapse + afterRelapse[k], plan};
  });
}

/** Values at the given positions. */
function spread(positions: readonly number[], values: readonly number[]): number[] {
  const result: number[] = [];
  positions.forEach((position, k) => {
    result[position] = values[k];
  });
  return result;
}

/** Day of remission of each member, Infinity for those who never reach it; the class keeps its remission rate. */
function drawRemissionDays(
  members: readonly Member[],
  means: ClassMeans,
  course: ClassCourse,
  parameters: RegistryParameters,
  streams: Streams
): number[] {
  const logits = members.map((member) => remissionLogit(member, means, parameters));
  const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
  const intercept = bisect(
    (x) => logits.reduce((sum, logit) => sum + logistic(x + logit), 0) / logits.length - course.pCR,
    -8,
    8
  );
  const scores = stratifiedUniforms(members.length, 2, streams.remission);
  const times = stratifiedUniforms(members.length, 3, streams.remissionTime);
  return members.map((_, i) => {
    if (scores[i] >= logistic(intercept + logits[i])) return Infinity;
    const day = Math.round(course.tCR_median_d * Math.exp(course.tCR_sigma * normalQuantile(times[i])));
    return Math.max(13, Math.min(parameters.outcome.longestRemissionDay, day));
  });
}

/**
 * Whole days to the event, at least 1, of those who have a uniform number; the others’ are left out. No two states of a
 * course fall on one day.
 */
function drawTimes(hazard: Hazard, risks: readonly Risk[], uniforms: readonly number[], keptAt: number): number[] {
  const centre = centringFactor(hazard, risks, keptAt);
  const result: number[] = [];
  risks.forEach((risk, i) => {
    if (!(i in uniforms)) return;
    const days = timeToEvent(hazard, {...risk, factor: risk.factor * centre}, -Math.log(1 - uniforms[i]));
    result[i] = days === Infinity ? Infinity : Math.max(1, Math.round(days));
  });
  return result;
}
