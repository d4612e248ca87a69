import {bisect} from "./bisect.js";
import type {Calibration, ClassCourse} from "./calibration.js";
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
import type {RegistryParameters} from "./parameters.js";
import {planTransplants, type TransplantPlan} from "./plannedTransplants.js";
import type {Random} from "./random.js";

/** The whole course of a patient as if follow-up never ended. Days from diagnosis; Infinity = never. */
export interface LatentCourse {
  readonly remission: number;
  readonly relapse: number;
  readonly death: number;
  readonly plan: TransplantPlan;
}

/** The random part of one course, drawn alike whatever the course turns out to be. */
interface CourseDraws {
  readonly remissionScore: number;
  readonly remissionTime: number;
  readonly plan: TransplantPlan;
  readonly relapse: number;
  readonly nonRelapse: number;
  readonly death: number;
}

/** A patient of the class under way, with the draws made for them. */
interface Member extends CoursePatient {
  readonly draws: CourseDraws;
}

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
  const remission = stream("course/remission");
  const transplant = stream("course/transplant");
  const relapse = stream("course/relapse");
  const nonRelapse = stream("course/nonRelapse");
  const death = stream("course/death");
  const members = people.map((person): Member => {
    const {tier} = courseOf(calibration, person.genomicClass);
    const draws = {
      remissionScore: remission.uniform(),
      remissionTime: remission.normal(),
      plan: planTransplants(tier, person.ageYears, calibration, parameters, transplant),
      relapse: relapse.exponential(),
      nonRelapse: nonRelapse.exponential(),
      death: death.exponential()
    };
    return {...person, draws};
  });
  const result = new Map<Member, LatentCourse>();
  for (const genomicClass of new Set(people.map((person) => person.genomicClass))) {
    const group = members.filter((member) => member.genomicClass === genomicClass);
    classCourses(group, courseOf(calibration, genomicClass), calibration, parameters).forEach((course, i) =>
      result.set(group[i], course)
    );
  }
  return members.map((member) => result.get(member)!);
}

function courseOf(calibration: Calibration, genomicClass: string): ClassCourse {
  const isRare = genomicClass === "inv3" || genomicClass === "t6_9";
  return calibration.multistate[isRare ? "inv3_t6_9" : genomicClass];
}

/** Courses of the members of one class. */
function classCourses(
  members: readonly Member[],
  course: ClassCourse,
  calibration: Calibration,
  parameters: RegistryParameters
): LatentCourse[] {
  const means = classMeans(members);
  const remissionDays = drawRemissionDays(members, means, course, parameters);
  const remitted = members.flatMap((member, i) => {
    const remission = remissionDays[i];
    if (remission === Infinity) return [];
    const {firstRemissionDay, isAutologous} = member.draws.plan;
    return [{member, transplantDay: isAutologous ? Infinity : Math.max(14, firstRemissionDay - remission)}];
  });
  const toRelapse = drawTimes(
    curedLognormal(course.relapse),
    remitted.map(({member, transplantDay}) => relapseRisk(member, means, transplantDay, calibration)),
    remitted.map(({member}) => member.draws.relapse),
    horizon.relapse
  );
  const toDeath = drawTimes(
    twoRates(course.nrm_per_year),
    remitted.map(({member, transplantDay}) => nonRelapseRisk(member, means, transplantDay, calibration)),
    remitted.map(({member}) => member.draws.nonRelapse),
    horizon.nonRelapse
  );
  const afterRelapse = drawTimes(
    curedWeibull(calibration.postRelapse[course.tier]),
    remitted.map(({member}) => deathRisk(member, means, parameters)),
    remitted.map(({member}) => member.draws.death),
    horizon.afterRelapse
  );
  const refractory = drawTimes(
    curedWeibull(calibration.neverCR[course.tier]),
    members.map((member) => deathRisk(member, means, parameters)),
    members.map(({draws}) => draws.death),
    horizon.refractory
  );
  let next = 0;
  return members.map(({draws: {plan}}, i) => {
    const remission = remissionDays[i];
    if (remission === Infinity) return {remission, relapse: Infinity, death: refractory[i], plan};
    const k = next++;
    if (toRelapse[k] === Infinity || toRelapse[k] > toDeath[k]) {
      return {remission, relapse: Infinity, death: remission + toDeath[k], plan};
    }
    const relapse = remission + toRelapse[k];
    return {remission, relapse, death: relapse + afterRelapse[k], plan};
  });
}

/** Day of remission of each member, Infinity for those who never reach it; the class keeps its remission rate. */
function drawRemissionDays(
  members: readonly Member[],
  means: ClassMeans,
  course: ClassCourse,
  parameters: RegistryParameters
): number[] {
  const logits = members.map((member) => remissionLogit(member, means, parameters));
  const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
  const intercept = bisect(
    (x) => logits.reduce((sum, logit) => sum + logistic(x + logit), 0) / logits.length - course.pCR,
    -8,
    8
  );
  return members.map(({draws}, i) => {
    if (draws.remissionScore >= logistic(intercept + logits[i])) return Infinity;
    const day = Math.round(course.tCR_median_d * Math.exp(course.tCR_sigma * draws.remissionTime));
    return Math.max(13, Math.min(parameters.outcome.longestRemissionDay, day));
  });
}

/** Whole days to the event, at least 1, given exponential draws; no two states of a course fall on one day. */
function drawTimes(hazard: Hazard, risks: readonly Risk[], draws: readonly number[], keptAt: number): number[] {
  const centre = centringFactor(hazard, risks, keptAt);
  return risks.map((risk, i) => {
    const days = timeToEvent(hazard, {...risk, factor: risk.factor * centre}, draws[i]);
    return days === Infinity ? Infinity : Math.max(1, Math.round(days));
  });
}
