import {cumulativeIncidence, type GroupIncidence, type IncidenceCurve} from "../../stats/cumulativeIncidence.js";
import {grayTest, type GrayTestResult} from "../../stats/grayTest.js";
import {withheldP} from "../../cohort/guards/withheldP.js";
import type {FigureTable} from "../plainTable.js";
import type {Population} from "./population.js";

/** Relapse and death without relapse of one group; the same times for both. */
export interface GroupIncidenceAnswer {
  readonly code: string | null;
  readonly label: string;
  readonly n: number;
  readonly incidence: GroupIncidence;
  /** Relapse (cause 1) and death in remission (cause 2), also where nobody has the event. */
  readonly causes: readonly [IncidenceCurve, IncidenceCurve];
}

/** Gray’s test of one event. */
export interface GrayAnswer {
  readonly method: string;
  readonly result: GrayTestResult;
  /** Why its p is not shown; null if it is. */
  readonly withheld: string | null;
}

/** What a figure of relapse and death in remission says. */
export interface IncidenceAnswer {
  readonly groups: readonly GroupIncidenceAnswer[];
  /** Of relapse and of death; null where there is nothing to compare. */
  readonly gray: readonly [GrayAnswer | null, GrayAnswer | null];
  readonly stratified: boolean;
}

/** Cumulative incidence of two competing events by group, log–log limits, and Gray’s tests within sources. */
export function incidenceAnswer(
  {time, status, group, source, levels}: Population,
  sources: number,
  stratify: boolean
): IncidenceAnswer {
  const curves = cumulativeIncidence({time, status, group}, {confType: "log-log"});
  const stratified = stratify && sources > 1;
  const tests = levels.length < 2 ? [] : grayTest({time, status, group, ...(stratified && {strata: source})});
  const gray = ([1, 2] as const).map((cause): GrayAnswer | null => {
    const result = tests.find((d) => d.cause === cause);
    if (result === undefined || result.chisq === null) return null;
    const events = status.reduce((sum, d) => sum + Number(d === cause), 0);
    return {
      method: stratified ? "stratified Gray test" : "Gray test",
      result,
      withheld: withheldP({events, parameters: result.df})
    };
  });
  return {
    groups: levels.map(({code, label}, g) => {
      const incidence = curves.find((d) => d.group === g)!;
      const cause = (k: number) => incidence.causes.find((d) => d.cause === k) ?? none(k, incidence.time.length);
      return {code, label, n: incidence.n, incidence, causes: [cause(1), cause(2)]};
    }),
    gray: [gray[0], gray[1]],
    stratified
  };
}

/** The curve of an event that nobody has. */
function none(cause: number, length: number): IncidenceCurve {
  const zeros = () => new Float64Array(length);
  const unknown = () => new Float64Array(length).fill(NaN);
  return {cause, events: zeros(), estimate: zeros(), variance: zeros(), lower: unknown(), upper: unknown()};
}

/** The rows counted by group, source and time, with the curves of the group: what the R script reads. */
export function incidenceTable(
  {time, status, group, source, levels}: Population,
  sources: readonly string[],
  {groups}: IncidenceAnswer
): FigureTable {
  const cells = new Map<string, {group: number; source: number; time: number; counts: [number, number, number]}>();
  for (let i = 0; i < time.length; ++i) {
    const key = `${group[i]} ${source[i]} ${time[i]}`;
    let cell = cells.get(key);
    if (cell === undefined)
      cells.set(key, (cell = {group: group[i], source: source[i], time: time[i], counts: [0, 0, 0]}));
    ++cell.counts[status[i]];
  }
  const sorted = [...cells.values()].sort((a, b) => a.group - b.group || a.time - b.time || a.source - b.source);
  const steps = groups.map(({incidence}) => new Map(Array.from(incidence.time, (t, i) => [t, i])));
  return {
    columns: ["group", "source", "time_days", "relapses", "deaths", "censored", "relapse_incidence", "death_incidence"],
    rows: sorted.map((cell) => {
      const at = steps[cell.group].get(cell.time)!;
      const [censored, relapses, deaths] = cell.counts;
      const {causes} = groups[cell.group];
      return [
        levels[cell.group].label,
        sources[cell.source],
        cell.time,
        relapses,
        deaths,
        censored,
        causes[0].estimate[at],
        causes[1].estimate[at]
      ];
    })
  };
}
