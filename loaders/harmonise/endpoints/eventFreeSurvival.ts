import type {Histories} from "../histories.js";
import type {Outcome} from "./outcome.js";
import {firstEnding} from "./outcome.js";

/** Refractory disease on its own day, whatever follows, relapse or death; the rule of the AMLSG trials. */
export function efsAmlsg({refractory, relapse, death, lastContact}: Histories, i: number): Outcome | null {
  return firstEnding(
    0,
    [
      [refractory[i], "refractory", 1],
      [relapse[i], "relapse", 1],
      [death[i], "death", 1]
    ],
    lastContact[i]
  );
}

/**
 * ELN 2017 (Döhner et al., Blood 2017;129:424, table 7): primary refractory disease on its own day, relapse or death.
 * Primary refractory means no remission after two courses, so a finding that a remission on or before the landmark
 * follows does not count.
 */
export function efsEln2017(histories: Histories, i: number, landmark: number): Outcome | null {
  const {refractory, remission, relapse, death, lastContact} = histories;
  const overruled = remission[i] >= refractory[i] && remission[i] <= landmark;
  return firstEnding(
    0,
    [
      [overruled ? NaN : refractory[i], "refractory", 1],
      [relapse[i], "relapse", 1],
      [death[i], "death", 1]
    ],
    lastContact[i]
  );
}

/**
 * ELN 2022 (Döhner et al., Blood 2022;140:1345, table 9): no remission on record by the landmark is an event on day 1,
 * that is 0 days from the index event, also for those who died before it. Those who left alive before it without a
 * response assessment are censored on day 1. Those in remission have an event at relapse or death.
 */
export function efsEln2022(histories: Histories, i: number, landmark: number): Outcome | null {
  const {refractory, remission, relapseAfterRemission, death, lastContact} = histories;
  if (remission[i] <= landmark)
    return firstEnding(
      0,
      [
        [relapseAfterRemission[i], "relapse", 1],
        [death[i], "death", 1]
      ],
      lastContact[i]
    );
  if (death[i] <= landmark && !(refractory[i] <= landmark)) return {start: 0, time: 0, status: 1, event: "death"};
  if (refractory[i] <= landmark || watchedTo(landmark, histories, i))
    return {start: 0, time: 0, status: 1, event: "refractory"};
  return lastContact[i] >= 0 ? {start: 0, time: 0, status: 0, event: null} : null;
}

/**
 * RATIFY (Stone et al., N Engl J Med 2017;377:454): no remission by the landmark is an event on the day on which the
 * failure was found, at the latest on the landmark; else relapse or death.
 */
export function efsRatify(histories: Histories, i: number, landmark: number): Outcome | null {
  const {refractory, remission, relapse, death, lastContact} = histories;
  const inRemission = remission[i] <= landmark;
  const missed = watchedTo(landmark, histories, i) ? landmark : NaN;
  const failure = inRemission ? NaN : refractory[i] <= landmark ? refractory[i] : missed;
  return firstEnding(
    0,
    [
      [failure, "refractory", 1],
      [relapse[i], "relapse", 1],
      [death[i], "death", 1]
    ],
    lastContact[i]
  );
}

/** Whether the patient is known to have been alive at the end of a day. */
function watchedTo(day: number, {death, lastContact, remission, refractory, relapse}: Histories, i: number): boolean {
  return [death, remission, refractory, relapse].some((days) => days[i] > day) || lastContact[i] >= day;
}
