import type {TrialEstimate, TrialResponse} from "../../../src/model/siteTrial.js";
import type {TwoByTwo} from "../../../src/stats/countsInput.js";
import {mantelHaenszel} from "../../../src/stats/mantelHaenszel.js";
import {newcombeDifference} from "../../../src/stats/newcombeDifference.js";
import {wilsonInterval} from "../../../src/stats/wilsonInterval.js";
import type {TrialCohort} from "./trialCohort.js";

interface Count {
  readonly remissions: number;
  readonly n: number;
}

/**
 * Remission on record on or before a day, of all patients: who left or died before without one counts as not in
 * remission. Difference with Newcombe's interval, common odds ratio and test by Mantel and Haenszel over the strata
 * (without continuity correction). Null if the source has no remissions at all.
 */
export function trialResponse(cohort: TrialCohort, landmarkDay: number): TrialResponse | null {
  const {arms, strata, arm, stratum} = cohort;
  const remission = cohort.firstDay("events", "day", {event: "cr"});
  if (remission.every((day) => day === null)) return null;
  const count = (belongs: (i: number) => boolean): Count => {
    const own = [...arm.keys()].filter(belongs);
    return {remissions: own.filter((i) => remission[i] !== null && remission[i] <= landmarkDay).length, n: own.length};
  };
  const all = arms.map((_, a) => count((i) => arm[i] === a));
  const byStratum = strata.map((label, s) => {
    const own = arms.map((_, a) => count((i) => arm[i] === a && stratum[i] === s));
    return {label, arms: own, difference: differenceOf(own)};
  });
  return {
    landmarkDay,
    arms: all.map((d) => ({...d, share: wilsonInterval(d.remissions, d.n)})),
    strata: byStratum,
    contrast: arms.length === 2 ? contrastOf(all, byStratum.length > 0 ? byStratum.map((d) => d.arms) : [all]) : null
  };
}

function differenceOf(counts: readonly Count[]): TrialEstimate {
  if (counts.length !== 2) return {estimate: null, lower: null, upper: null};
  const [first, second] = counts;
  return newcombeDifference(first.remissions, first.n, second.remissions, second.n);
}

function contrastOf(all: readonly Count[], strata: readonly (readonly Count[])[]): TrialResponse["contrast"] {
  const row = ({remissions, n}: Count): [number, number] => [remissions, n - remissions];
  const {oddsRatio, lower, upper, chisq, p} = mantelHaenszel(
    strata.map(([first, second]): TwoByTwo => [row(first), row(second)])
  );
  const finite = oddsRatio !== null && Number.isFinite(oddsRatio);
  return {
    difference: differenceOf(all),
    oddsRatio: {estimate: finite ? oddsRatio : null, lower, upper},
    chisq,
    p
  };
}
