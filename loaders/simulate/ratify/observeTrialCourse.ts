import type {LatentCourse} from "../latentCourses.js";
import {transplantOf} from "../observedCourse.js";
import type {TrialCourse} from "./ratifyTruth.js";

/**
 * What the trial sees of a course until follow-up ends. Event-free survival ends with relapse, death, or without remission
 * by the landmark on that day.
 *
 * @param end days from randomisation to the last contact of those alive
 */
export function observeTrialCourse(latent: LatentCourse, end: number, landmark: number): TrialCourse {
  const dead = latent.death <= end;
  const osDays = dead ? latent.death : end;
  const relapseDay = latent.relapse <= osDays ? latent.relapse : null;
  const isRemitted = latent.remission < Infinity;
  const transplant = transplantOf(latent, isRemitted ? Infinity : landmark, osDays);
  const failed = !isRemitted && osDays >= landmark;
  const efsEvent = failed ? "failure" : relapseDay !== null ? "relapse" : dead ? "death" : null;
  return {
    osDays,
    dead,
    remissionDay: isRemitted ? latent.remission : null,
    relapseDay,
    transplant: transplant && {day: transplant.day, inFirstRemission: transplant.phase === "CR1"},
    efsDays: failed ? landmark : (relapseDay ?? osDays),
    efsEvent
  };
}
