import type {LatentCourse} from "./latentCourses.js";
import {normalQuantile} from "./normalDistribution.js";
import type {RegistryParameters} from "./parameters.js";
import type {CourseTruth, TransplantTruth} from "./patientTruth.js";

/** Uniform numbers from which follow-up and assessments of one patient come. */
export type ObservationDraws = Readonly<
  Record<"followUp" | "assessment" | "delay" | "second" | "refractoryFirst", number>
>;

/**
 * What the registry sees of a course: follow-up ends (administratively, by trial), the response is assessed, and the
 * first transplant that the course allowed takes place. Event-free survival ends with the first of refractory disease
 * (even if remission came later), relapse and death.
 */
export function observeCourse(
  latent: LatentCourse,
  trial: string,
  {outcome, followUp}: RegistryParameters,
  draws: ObservationDraws
): CourseTruth {
  const {medianMonths, shape} = followUp[trial];
  const scale = (medianMonths * 30.4375) / Math.exp(Math.log(Math.LN2) / shape);
  const end = Math.max(30, Math.round(scale * Math.exp(Math.log(-Math.log(1 - draws.followUp)) / shape)));
  const dead = latent.death <= end;
  const osDays = dead ? latent.death : end;
  const seen = (day: number): number | null => (day <= osDays && day < Infinity ? day : null);

  const assessed = assess(latent, outcome, draws);
  const refractoryDay = seen(assessed.refractory);
  const remissionDay = seen(latent.remission);
  const relapseDay = seen(latent.relapse);
  const inductionDeath = dead && assessed.isInductionDeath;
  const response = inductionDeath ? "ED" : refractoryDay !== null && assessed.isLate ? "RD" : "CR";
  const first = firstEvent({refractoryDay, second: assessed.isSecond, relapseDay, dead, osDays, inductionDeath});
  return {
    osDays,
    dead,
    remissionDay,
    relapseDay,
    refractoryDay,
    inductionDeath,
    response: response === "CR" && remissionDay === null ? "RD" : response,
    transplant: transplantOf(latent, assessed.refractory, osDays),
    efsDays: first.day,
    efsEvent: first.event
  };
}

interface Assessment {
  /** Day on which the disease was found refractory; Infinity if it was not. */
  readonly refractory: number;
  readonly isSecond: boolean;
  /** No remission after the induction courses. */
  readonly isLate: boolean;
  readonly isInductionDeath: boolean;
}

function assess(latent: LatentCourse, outcome: RegistryParameters["outcome"], draws: ObservationDraws): Assessment {
  const {assessment1, secondAssessment, refractoryThenRemission, inductionDeathWindow} = outcome;
  const first = Math.max(15, Math.round(assessment1.mean + assessment1.sd * normalQuantile(draws.assessment)));
  const delay = Math.max(
    14,
    Math.round(secondAssessment.delayMean + secondAssessment.delaySd * normalQuantile(draws.delay))
  );
  const isSecond = draws.second < secondAssessment.probability;
  const refractoryFirst = draws.refractoryFirst < refractoryThenRemission.probability;
  if (latent.remission === Infinity) {
    const isInductionDeath = latent.death < first + inductionDeathWindow;
    if (isInductionDeath) return {refractory: Infinity, isSecond: false, isLate: true, isInductionDeath};
    const second = isSecond && latent.death > first + delay;
    return {refractory: second ? first + delay : first, isSecond: second, isLate: true, isInductionDeath};
  }
  const isRefractory = refractoryFirst && latent.remission >= first + refractoryThenRemission.lateAfter;
  const isLate = latent.remission > first + delay;
  return {refractory: isRefractory ? first : Infinity, isSecond: false, isLate, isInductionDeath: false};
}

function firstEvent(course: {
  refractoryDay: number | null;
  second: boolean;
  relapseDay: number | null;
  dead: boolean;
  osDays: number;
  inductionDeath: boolean;
}): {day: number; event: string | null} {
  if (course.refractoryDay !== null) {
    return {day: course.refractoryDay, event: course.second ? "RD_or_PR_after_Ind2" : "RD_after_Ind1"};
  }
  if (course.relapseDay !== null) return {day: course.relapseDay, event: "Recurrence"};
  if (!course.dead) return {day: course.osDays, event: null};
  return {day: course.osDays, event: course.inductionDeath ? "Death_in_Induktion" : "Death_in_CR"};
}

/**
 * The first transplant that the course allowed, if follow-up saw it.
 *
 * @param refractory day on which the disease was found refractory; Infinity if it was not
 * @param osDays day of death or last contact
 */
export function transplantOf(
  {plan, remission, relapse, death}: LatentCourse,
  refractory: number,
  osDays: number
): TransplantTruth | null {
  const candidates: TransplantTruth[] = [];
  const refractoryDay = Math.round(refractory + plan.refractoryDelay);
  if (refractoryDay < remission) candidates.push({day: refractoryDay, type: plan.donor, phase: "RD1"});
  const inRemission = Math.round(Math.max(remission + 14, plan.firstRemissionDay));
  if (inRemission < Math.min(relapse, death)) {
    candidates.push({day: inRemission, type: plan.isAutologous ? "AUTO" : plan.donor, phase: "CR1"});
  }
  const afterRelapse = Math.round(relapse + plan.relapseDelay);
  candidates.push({day: afterRelapse, type: plan.donor, phase: plan.secondRemission ? "CR2" : "Rez1"});
  const [first] = candidates.filter(({day}) => day < death && day <= osDays).sort((a, b) => a.day - b.day);
  return first ?? null;
}
