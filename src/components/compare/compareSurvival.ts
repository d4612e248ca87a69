import type {Catalogue} from "../../cohort/catalogue.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import {endpointStart} from "../../cohort/guards/endpointStart.js";
import {combinedVerdict, timeOfKnowledge} from "../../cohort/guards/timeOfKnowledge.js";
import {daysPerYear} from "../../charts/format.js";
import type {SiteEndpoint} from "../../model/siteData.js";
import {horizons} from "../survival/estimatesTable.js";
import {clocksOf} from "../survival/clocks.js";
import {population, type Population} from "../survival/population.js";
import {populationSources} from "../survival/populationSources.js";
import {type SurvivalAnswer, survivalAnswer} from "../survival/survivalAnswer.js";
import type {ComparedGroups} from "./comparedGroups.js";

/** What time of knowledge allows of the variables by which cohorts are chosen. */
export interface CohortTiming {
  /** Why their survival cannot be compared; null if it can. */
  readonly refused: string | null;
  /** Days after the start at which time begins; 0: at the start. */
  readonly landmark: number;
  readonly reasons: readonly string[];
  /** Columns with the days on which the cohorts became known. */
  readonly days: readonly string[];
}

/** Judges the variables that cohorts are chosen by: conditions on the way need a landmark, those on the outcome are refused. */
export function cohortTiming(catalogue: Catalogue, columns: Iterable<string>, endpoint: SiteEndpoint): CohortTiming {
  const variables = [...columns].flatMap((column) => catalogue.variables.get(column) ?? []);
  const labels = new Map(catalogue.groupings.map(({key, label}) => [key, label]));
  const late = variables.map((variable) => {
    const label = labels.get(variable.column) ?? variable.column;
    return {variable, verdict: timeOfKnowledge({...variable, label}, endpoint.endpoint, "filter")};
  });
  const {refused, landmark, reasons} = combinedVerdict(late.map(({verdict}) => verdict));
  const days = late.flatMap(({variable: {knownDay}, verdict}) =>
    verdict.kind === "landmark" && knownDay !== null && catalogue.days.has(knownDay) ? [knownDay] : []
  );
  return {refused, landmark: landmark ?? 0, reasons, days: [...new Set(days)]};
}

/** Survival of groups of a release. */
export interface ComparedSurvival {
  readonly answer: SurvivalAnswer;
  readonly population: Population;
  readonly sources: readonly string[];
  readonly sourceCodes: readonly string[];
  /** Patients whose cohort was decided only after the landmark: in no group. */
  readonly notYet: number;
  /** True where groups are compared within sources. */
  readonly stratified: boolean;
}

/** Code of everybody else, who have none of their own. */
export const restCode = "everybody-else";

/**
 * Survival of groups without common patients, compared within the sources that have several of them; together where no
 * source has, unless time starts at different events in them: then there is nothing to compare.
 *
 * @param reference position of the group against which ratios are taken
 */
export function compareSurvival(
  catalogue: Pick<Catalogue, "starts">,
  rows: CohortRows,
  {groups, codes}: Pick<ComparedGroups, "groups" | "codes">,
  endpoint: SiteEndpoint,
  {landmark, days}: Pick<CohortTiming, "landmark" | "days">,
  reference: number
): ComparedSurvival {
  const {dayColumn} = endpointStart(endpoint.endpoint);
  const startDay = dayColumn === null ? null : rows.number(dayColumn);
  const decided = days.map((column) => rows.number(column));
  let notYet = 0;
  const known = codes.map((code, i) => {
    if (code < 0 || !decided.some((day) => day[i] - (startDay?.[i] ?? 0) > landmark)) return code;
    ++notYet;
    return -1;
  });
  const levels = groups.map(({label, code}) => ({label, code: code ?? restCode}));
  const own = rows.endpoint(endpoint.key);
  const {codes: source, levels: names} = rows.category("source_id");
  const chosen = Uint32Array.from(known.keys()).filter((i) => known[i] >= 0);
  const pick = <T extends Float64Array | Uint8Array | Int16Array>(values: T) =>
    chosen.reduce(
      (part, i, k) => {
        part[k] = values[i];
        return part;
      },
      new (values.constructor as new (length: number) => T)(chosen.length)
    );
  const made = population({
    days: pick(own.days),
    status: pick(own.status),
    startDay: startDay && pick(startDay),
    source: pick(source),
    group: {label: "cohort", levels, codes: pick(known), unknownLabel: "", note: ""},
    groupDay: null,
    filterDays: [],
    timeDependent: false,
    entryDay: null,
    landmark,
    horizon: null,
    withUnknown: false
  });
  const {population: renumbered, sources: found} = populationSources(made, names, catalogue);
  const sources = found.map(({label}) => label);
  const clocks = clocksOf(endpoint.endpoint, found);
  const stratified = sources.length > 1 && (clocks.length > 1 || sharesSources(renumbered));
  const position = made.levels.findIndex(({code}) => code === levels[reference].code);
  return {
    population: renumbered,
    sources,
    sourceCodes: found.map(({code}) => code),
    notYet,
    stratified,
    answer: survivalAnswer(renumbered, {
      times: horizons.map((year) => year * daysPerYear),
      confType: "log-log",
      sources,
      stratified,
      timeDependent: false,
      grouped: true,
      clocks,
      reference: position < 0 ? 0 : position
    })
  };
}

/** True if some source has patients of two groups. */
function sharesSources({source, group}: Pick<Population, "source" | "group">): boolean {
  const first = new Map<number, number>();
  for (let i = 0; i < source.length; ++i) {
    const known = first.get(source[i]);
    if (known === undefined) first.set(source[i], group[i]);
    else if (known !== group[i]) return true;
  }
  return false;
}
