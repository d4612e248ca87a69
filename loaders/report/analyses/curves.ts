import type {
  Count,
  Estimate,
  IncidenceBlock,
  ReportCurve,
  RiskRow,
  SurvivalGroupResult
} from "../../../src/model/report.js";
import {daysPerYear} from "../../../src/charts/format.js";
import {cumulativeIncidence, type GroupIncidence, incidenceAt} from "../../../src/stats/cumulativeIncidence.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {reverseKaplanMeier} from "../../../src/stats/reverseKaplanMeier.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import type {SurvivalCurve} from "../../../src/stats/survivalCurve.js";
import type {SurvivalData} from "../../../src/stats/survivalData.js";
import {medianSurvival} from "../../../src/stats/survivalQuantiles.js";
import {eventsBySource} from "../blocks/eventsBySource.js";
import {reportCurve, riskDays, riskRows} from "../blocks/survivalResult.js";
import {estimateOf, finite} from "./estimates.js";

/** What a group of a figure is called, and who is in it. */
export interface GroupWords {
  readonly label: string;
  readonly code: string | null;
  readonly n: Count;
}

/**
 * Kaplan–Meier estimate of a group with log–log limits. With delayed entry (patients who change groups) there is no median
 * follow-up, and the numbers at risk are those of the changing risk set.
 *
 * @param data with the source of each patient, where events are to be told by source to the gate
 * @param times days, ascending, at which survival is read off; null beyond the group's last time
 */
export function survivalGroup(
  data: SurvivalData & {readonly source?: ArrayLike<string>},
  {label, code, n, events}: GroupWords & {readonly events: Count},
  times: readonly number[]
): SurvivalGroupResult {
  const curve = kaplanMeier(data, {confType: "log-log"});
  const {time, lower, upper} = medianSurvival(curve);
  return {
    label,
    code,
    n,
    events,
    curve: curve.time.length === 0 ? null : {...reportCurve(curve), ...eventsOf(curve, data)},
    risk: riskRows(
      {...curve, ...(data.entry && {entries: Float64Array.from(data.entry).sort()})},
      riskDays(curve.time.at(-1) ?? 0)
    ),
    median: estimateOf(time, lower, upper),
    at: estimatesAt(curve, times),
    followUp: data.entry === undefined ? medianSurvival(reverseKaplanMeier(data)).time : null
  };
}

function eventsOf(
  {time}: SurvivalCurve,
  {source, status, time: days}: SurvivalData & {readonly source?: ArrayLike<string>}
): Pick<ReportCurve, "eventsOf"> {
  if (source === undefined) return {};
  const events = Array.from(status, (own, i) => (own === 1 ? [{day: days[i], source: source[i]}] : [])).flat();
  return {eventsOf: eventsBySource(time, events)};
}

/** Survival at some days; null beyond the last time. */
export function estimatesAt(curve: SurvivalCurve, times: readonly number[]): (Estimate | null)[] {
  const last = curve.time.at(-1) ?? -1;
  return survivalAt(curve, times).map((d) => (d.time > last ? null : estimateOf(d.survival, d.lower, d.upper)));
}

/** A cause of a competing-risks figure. */
export interface IncidenceCause {
  readonly code: string;
  readonly label: string;
  /** Its status. */
  readonly status: number;
  /** Patients of a group with it. */
  readonly events: (group: number) => Count;
}

/** Aalen–Johansen estimates of groups with log–log limits; groups by code from 0. */
export function incidenceGroups(
  data: {readonly time: ArrayLike<number>; readonly status: ArrayLike<number>; readonly group: ArrayLike<number>},
  groups: readonly GroupWords[],
  causes: readonly IncidenceCause[],
  times: readonly number[]
): IncidenceBlock["groups"] {
  const made = cumulativeIncidence(data, {confType: "log-log"});
  return groups.map(({label, code, n}, g) => {
    const own = made.find(({group}) => group === g);
    return {
      label,
      code,
      n,
      causes: causes.map((cause) => ({events: cause.events(g), ...causeOf(own, cause.status, times)})),
      risk: own === undefined ? [] : incidenceRisk(own)
    };
  });
}

function causeOf(
  group: GroupIncidence | undefined,
  status: number,
  times: readonly number[]
): {readonly curve: ReportCurve | null; readonly at: readonly (Estimate | null)[]} {
  const curve = group?.causes.find(({cause}) => cause === status);
  if (group === undefined || curve === undefined) return {curve: null, at: times.map(() => null)};
  return {
    curve: {
      resolution: "exact",
      time: [...group.time],
      value: [...curve.estimate],
      lower: Array.from(curve.lower, finite),
      upper: Array.from(curve.upper, finite),
      atRisk: [...group.atRisk],
      event: [...curve.events],
      censored: [...group.censored]
    },
    at: incidenceAt(group, curve, times).map((d) => (d === null ? null : estimateOf(d.estimate, d.lower, d.upper)))
  };
}

function incidenceRisk({n, time, censored, causes}: GroupIncidence): RiskRow[] {
  const event = time.map((_, i) => causes.reduce((sum, {events}) => sum + events[i], 0));
  return riskRows({n, time, event, censored}, riskDays(time.at(-1) ?? 0));
}

/** Whole years in days. */
export function yearsInDays(years: readonly number[]): number[] {
  return years.map((year) => year * daysPerYear);
}
