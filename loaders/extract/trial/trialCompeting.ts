import type {TrialCompeting, TrialEstimate, TrialIncidence} from "../../../src/model/siteTrial.js";
import {cumulativeIncidence, type GroupIncidence, type IncidenceCurve} from "../../../src/stats/cumulativeIncidence.js";
import {grayTest} from "../../../src/stats/grayTest.js";
import type {TrialCohort} from "./trialCohort.js";
import {daysPerYear} from "./trialTime.js";

const years = [1, 3, 5] as const;

/** Causes in the outcome of CIR: 1 is relapse, 2 death without it. */
const causes = [
  {cause: 1, endpoint: "CIR"},
  {cause: 2, endpoint: "NRM"}
] as const;

/**
 * Cumulative incidence of relapse and of death without relapse from remission on (Aalen and Johansen), by arm, with
 * Gray's test stratified by the randomisation stratum where it is known for all. Null if nobody came into remission.
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
  const stratified = strata.every((s) => !Number.isNaN(s));
  const tests = grayTest(stratified ? {...input, strata} : input);
  return {
    years,
    causes: causes.map(({cause, endpoint}) => {
      const test = tests.find((d) => d.cause === cause);
      return {
        endpoint,
        arms: cohort.arms.map((_, a) =>
          incidenceOf(
            groups.find(({group}) => group === a),
            cause
          )
        ),
        gray:
          test === undefined || test.chisq === null || test.p === null
            ? null
            : {chisq: test.chisq, df: test.df, p: test.p}
      };
    })
  };
}

function incidenceOf(group: GroupIncidence | undefined, cause: number): TrialIncidence {
  const time = [...(group?.time ?? [])];
  const curve = group?.causes.find((d) => d.cause === cause);
  const event = curve === undefined ? time.map(() => 0) : [...curve.events];
  const limits = (values: Float64Array | undefined) =>
    values === undefined ? time.map(() => null) : Array.from(values, (d) => (Number.isNaN(d) ? null : d));
  const exits = group === undefined ? [] : time.map((_, t) => group.atRisk[t] - (group.atRisk[t + 1] ?? 0));
  return {
    n: group?.n ?? 0,
    events: event.reduce((sum, d) => sum + d, 0),
    time,
    atRisk: [...(group?.atRisk ?? [])],
    event,
    otherExits: exits.map((d, t) => d - event[t]),
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
