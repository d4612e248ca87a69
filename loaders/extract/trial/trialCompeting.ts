import type {TrialCompeting, TrialEstimate, TrialGray, TrialIncidence} from "../../../src/model/siteTrial.js";
import {cumulativeIncidence, type GroupIncidence, type IncidenceCurve} from "../../../src/stats/cumulativeIncidence.js";
import {grayTest, type GrayTestResult} from "../../../src/stats/grayTest.js";
import type {TrialCohort} from "./trialCohort.js";
import {daysPerYear} from "./trialTime.js";

const years = [1, 3, 5] as const;

/** Causes in the outcome CIR: relapse, and death without it. */
const [relapse, death] = [1, 2];

/**
 * Cumulative incidence of relapse and of death without relapse from remission on (Aalen and Johansen, limits on the
 * log–log scale), by arm, with Gray's test, within the randomisation strata if they are known for all. Null if nobody
 * came into remission.
 */
export function trialCompeting(cohort: TrialCohort): TrialCompeting | null {
  const outcomes = cohort.outcomes("CIR", "CIR");
  const rows = outcomes.flatMap((outcome, i) => (outcome === null ? [] : [i]));
  if (rows.length === 0) return null;
  const strata = rows.map((i) => cohort.stratum[i]);
  const input = {
    time: rows.map((i) => outcomes[i]!.time),
    status: rows.map((i) => outcomes[i]!.status),
    group: rows.map((i) => cohort.arm[i])
  };
  const groups = cumulativeIncidence(input, {confType: "log-log"});
  const stratified = cohort.strata.length > 1 && strata.every((s) => !Number.isNaN(s));
  const tests = grayTest(stratified ? {...input, strata} : input);
  return {
    years,
    arms: cohort.arms.map((_, a) => armOf(groups.find(({group}) => group === a))),
    gray: [grayOf(tests, relapse), grayOf(tests, death)],
    stratified
  };
}

function grayOf(tests: readonly GrayTestResult[], cause: number): TrialGray | null {
  const test = tests.find((d) => d.cause === cause);
  if (test === undefined || test.chisq === null || test.p === null) return null;
  return {chisq: test.chisq, df: test.df, p: test.p};
}

function armOf(group: GroupIncidence | undefined): TrialCompeting["arms"][number] {
  const time = [...(group?.time ?? [])];
  const curveOf = (cause: number) =>
    incidenceOf(
      time,
      group?.causes.find((d) => d.cause === cause)
    );
  return {
    n: group?.n ?? 0,
    time,
    atRisk: [...(group?.atRisk ?? [])],
    censored: [...(group?.censored ?? [])],
    causes: [curveOf(relapse), curveOf(death)]
  };
}

/** A cause without any event in the data has no curve: its incidence is 0. */
function incidenceOf(time: readonly number[], curve: IncidenceCurve | undefined): TrialIncidence {
  const event = curve === undefined ? time.map(() => 0) : [...curve.events];
  const limits = (values: Float64Array | undefined) =>
    values === undefined ? time.map(() => null) : Array.from(values, (d) => (Number.isNaN(d) ? null : d));
  return {
    events: event.reduce((sum, d) => sum + d, 0),
    event,
    estimate: curve === undefined ? time.map(() => 0) : [...curve.estimate],
    lower: limits(curve?.lower),
    upper: limits(curve?.upper),
    at: years.map((year) => pointOf(time, curve, year * daysPerYear))
  };
}

/** The curve at a time; null beyond the group's last. */
function pointOf(time: readonly number[], curve: IncidenceCurve | undefined, at: number): TrialEstimate | null {
  if (time.length === 0 || at > time[time.length - 1]) return null;
  const row = time.findLastIndex((d) => d <= at);
  if (row < 0 || curve === undefined) return {estimate: 0, lower: null, upper: null};
  const finite = (value: number) => (Number.isNaN(value) ? null : value);
  return {estimate: curve.estimate[row], lower: finite(curve.lower[row]), upper: finite(curve.upper[row])};
}
