import type {LatentCourse} from "../latentCourses.js";
import {transplantOf} from "../observedCourse.js";
import type {Random} from "../random.js";
import type {TrialParameters} from "./trialParameters.js";
import type {ResponseTruth, TrialCourseTruth} from "./trialTruth.js";

/**
 * What a trial sees of a course: administrative end of follow-up, the marrow after each cycle, and the first transplant
 * that the course allowed. A remission is found at the marrow after the cycle in which it came.
 */
export function observeTrialCourse(
  latent: LatentCourse,
  studyCode: string,
  {common, response}: TrialParameters,
  stream: {readonly followUp: Random; readonly response: Random}
): TrialCourseTruth {
  const {medianMonths, shape} = common.followUp[studyCode];
  const scale = (medianMonths * 30.4375) / Math.exp(Math.log(Math.LN2) / shape);
  const end = Math.max(200, Math.round(scale * Math.exp(Math.log(stream.followUp.exponential()) / shape)));
  const dead = latent.death <= end;
  const osDays = dead ? latent.death : end;
  const seen = (day: number): number | null => (day <= osDays && day < Infinity ? day : null);
  const assessments = assess(latent.remission, response, stream.response);
  const lastDay = Math.min(osDays, latent.relapse - 1);
  const responses = assessments.filter(({day}) => day <= lastDay);
  const refractory = latent.remission === Infinity ? assessments[1].day : Infinity;
  return {
    osDays,
    dead,
    remissionDay: seen(latent.remission),
    relapseDay: seen(latent.relapse),
    responses,
    transplant: transplantOf(latent, refractory, osDays)
  };
}

/** The marrows after three cycles; every draw is made whatever the course. */
function assess(
  remission: number,
  {cycle1, next, cycle1Until, cycle2Until, incomplete, partial}: TrialParameters["response"],
  random: Random
): ResponseTruth[] {
  const first = Math.max(20, Math.round(random.normal(cycle1.mean, cycle1.sd)));
  const gaps = [0, 1].map(() => Math.max(25, Math.round(random.normal(next.mean, next.sd))));
  const isIncomplete = random.chance(incomplete);
  const isPartial = [0, 1, 2].map(() => random.chance(partial));
  const cycle = remission <= cycle1Until ? 0 : remission <= cycle2Until ? 1 : remission < Infinity ? 2 : 3;
  const days = [first, first + gaps[0], first + gaps[0] + gaps[1]];
  if (cycle < 3) {
    // The marrow of the remission is on its day; those before and after keep their distance as far as they can.
    days[cycle] = remission;
    for (let k = cycle - 1; k >= 0; --k) days[k] = Math.min(days[k], days[k + 1] - 15);
    for (let k = cycle + 1; k < 3; ++k) days[k] = days[k - 1] + gaps[k - 1];
  }
  return days.map((day, k) => {
    if (k < cycle) return {cycle: cycleNumber(k), day, response: isPartial[k] ? "PR" : "NR"};
    return {cycle: cycleNumber(k), day, response: k === cycle && isIncomplete ? "CRi" : "CR"};
  });
}

function cycleNumber(index: number): 1 | 2 | 3 {
  return index === 0 ? 1 : index === 1 ? 2 : 3;
}
