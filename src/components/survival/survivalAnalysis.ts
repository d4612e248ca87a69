import {unitText} from "../../charts/format.js";
import {type Catalogue, groupLabel, type GroupLevel} from "../../cohort/catalogue.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import {drawnGroups, type DrawnGroups} from "../../cohort/guards/disclosureGuard.js";
import {disjointGroups, overlapOf, splitOverlap} from "../../cohort/guards/overlappingGroups.js";
import type {DisclosureRule, SiteData, SurvivalSummary} from "../../model/siteData.js";
import {type Clock, clocksOf, clocksText} from "./clocks.js";
import {type GroupSpec, numberGroups} from "./groupSpec.js";
import {population, type Population} from "./population.js";
import {populationSources} from "./populationSources.js";
import {survivalAnswer, type SurvivalAnswer} from "./survivalAnswer.js";
import type {SurvivalPlan} from "./survivalPlan.js";

/** A saved cohort as a group: who of the page’s cohort is in it, one element per patient. */
export interface CohortGroup {
  readonly label: string;
  readonly members: Uint8Array;
}

/** An analysis with all that its figures say. */
export interface SurvivalAnalysis {
  readonly plan: SurvivalPlan;
  readonly group: GroupSpec | null;
  readonly population: Population;
  /** Names of the sources with patients, by code of the population. */
  readonly sources: readonly string[];
  /** Their codes; empty where the release was counted without them. */
  readonly sourceCodes: readonly string[];
  readonly answer: SurvivalAnswer;
}

/** Why there is no analysis. */
export interface Refusal {
  readonly refused: string;
  /** True if splitting cohorts into those in one only and in several would help. */
  readonly overlap: boolean;
}

/**
 * Makes an analysis from the rows of a cohort.
 *
 * @param cohorts groups where the plan splits by saved cohorts
 * @param times at which survival is read off, in days, ascending
 * @param endpoint key under which days and status are taken, that of the plan’s endpoint unless given
 * @param reference code of the group against which the others are compared; the usual one if not given, or without patients
 */
export function survivalAnalysis(
  catalogue: Catalogue,
  plan: SurvivalPlan,
  rows: CohortRows,
  {
    cohorts,
    times,
    endpoint = plan.endpoint.key,
    reference = null
  }: {cohorts: readonly CohortGroup[]; times: readonly number[]; endpoint?: string; reference?: string | null}
): SurvivalAnalysis | Refusal {
  if (plan.refused !== null) return {refused: plan.refused, overlap: false};
  const {choices, timeDependent} = plan;
  if (choices.by?.kind === "cohorts") {
    const {reason} = overlapOf(cohorts);
    if (reason !== null && !choices.splitOverlap) return {refused: reason, overlap: true};
  }
  const {disclosure: rule} = catalogue;
  const asked = groupSpecOf(catalogue, plan, rows, cohorts);
  const drawable = asked === null ? null : drawnGroups(asked, rule);
  if (rule !== null && rows.n < rule.minCurve)
    return {
      refused: `Curves are drawn of at least ${rule.minCurve} patients, and this cohort has fewer.`,
      overlap: false
    };
  const group = asked === null || drawable === null ? null : withoutSmall(asked, drawable, rule);
  const day = (column: string | null) => (column === null ? null : rows.number(column));
  const own = rows.endpoint(endpoint);
  const {codes, levels} = rows.category("source_id");
  const made = population({
    days: own.days,
    status: own.status,
    startDay: day(plan.startColumn),
    source: codes,
    group,
    groupDay: day(plan.groupDayColumn),
    filterDays: plan.filterDayColumns.map((column) => rows.number(column)),
    timeDependent,
    entryDay: day(plan.entryColumn),
    landmark: plan.landmark,
    horizon: choices.horizon,
    withUnknown: choices.withUnknown && drawable?.unknownIsEnough !== false
  });
  return analysisOf(catalogue, plan, group, made, levels, times, reference);
}

/** The answer of a population, its sources kept apart where their time starts at different events. */
function analysisOf(
  catalogue: Catalogue,
  plan: SurvivalPlan,
  group: GroupSpec | null,
  made: Population,
  levels: readonly GroupLevel[],
  times: readonly number[],
  reference: string | null
): SurvivalAnalysis {
  const {choices, timeDependent} = plan;
  const {population: rows, sources} = populationSources(made, levels, catalogue);
  const names = sources.map(({label}) => label);
  // Groups that are the sources cannot be compared within sources.
  const bySource = plan.grouping?.key === "source_id";
  const clocks = clocksOf(plan.endpoint.endpoint, sources);
  const mixed = clocks.length > 1;
  const position = reference === null ? -1 : rows.levels.findIndex(({code}) => code === reference);
  return {
    plan,
    group,
    population: rows,
    sources: names,
    sourceCodes: sources.flatMap(({code}) => (code === "" ? [] : [code])),
    answer: survivalAnswer(rows, {
      times,
      confType: choices.confType,
      sources: names,
      stratified: (choices.stratified || mixed) && !bySource,
      timeDependent,
      grouped: group !== null,
      clocks: bySource ? [] : clocks,
      notCompared: bySource && mixed ? notCompared(clocks) : null,
      ...(position >= 0 && {reference: position})
    })
  };
}

/** Why sources are not compared with each other: their patients come under observation at different events. */
function notCompared(clocks: readonly Clock[]): string {
  return `Sources are not compared: time starts at ${clocksText(clocks)}, and a difference between them is first of all one between these starts.`;
}

/** The groups that may be drawn; the note says which may not. */
function withoutSmall(group: GroupSpec, {codes, left}: DrawnGroups, rule: DisclosureRule | null): GroupSpec {
  if (rule === null || left.length === 0) return group;
  const note = `Not drawn, being fewer than ${rule.minCurve} patients: ${left.join(", ")}.`;
  return {...group, codes, note: group.note === "" ? note : `${group.note} ${note}`};
}

function groupSpecOf(
  catalogue: Catalogue,
  {grouping, choices}: SurvivalPlan,
  rows: CohortRows,
  cohorts: readonly CohortGroup[]
): GroupSpec | null {
  const {by} = choices;
  if (by?.kind === "cohorts") {
    const {labels, codes} = choices.splitOverlap ? splitOverlap(cohorts) : disjointGroups(cohorts);
    const levels = labels.map((label, i) => ({code: `cohort-${i + 1}`, label}));
    return {label: "saved cohort", levels, codes, unknownLabel: "in none of these cohorts", note: ""};
  }
  if (by?.kind === "number") {
    const range = catalogue.numbers.get(by.column);
    if (range === undefined) throw new RangeError(`unknown numeric variable: ${by.column}`);
    const words = {label: range.label, unit: unitText(range.unit)};
    return numberGroups(words, rows.number(by.column), by.cut);
  }
  if (grouping === null) return null;
  const {codes, levels} = rows.category(grouping.key);
  return {
    label: grouping.label,
    levels: levels.map(({code}) => ({code, label: groupLabel(grouping, code)})),
    codes,
    unknownLabel: groupLabel(grouping, null),
    moving: {before: "Not transplanted yet", after: "Transplanted"},
    note: ""
  };
}

/** The analysis of counts by day of everybody: what a release has before its rows are there. */
export function wholeAnalysis(
  catalogue: Catalogue,
  plan: SurvivalPlan,
  {time, events, censored, source: codes}: Omit<SurvivalSummary, "endpoint">,
  times: readonly number[]
): SurvivalAnalysis {
  const {patients} = catalogue;
  const n = [...events, ...censored].reduce((sum, d) => sum + d, 0);
  if (n > patients) throw new RangeError(`invalid counts: ${n} of ${patients} patients`);
  const [days, status, source] = [new Float64Array(patients).fill(NaN), new Uint8Array(patients), new Uint16Array(patients)]; // prettier-ignore
  let next = 0;
  time.forEach((day, i) => {
    const end = next + events[i] + censored[i];
    days.fill(day, next, end);
    status.fill(1, next, next + events[i]);
    source.fill(codes?.[i] ?? 0, next, end);
    next = end;
  });
  const made = population({
    days,
    status,
    startDay: null,
    source,
    group: null,
    groupDay: null,
    filterDays: [],
    timeDependent: false,
    entryDay: null,
    landmark: plan.landmark,
    horizon: plan.choices.horizon,
    withUnknown: false
  });
  const levels = codes === undefined ? [{code: "", label: ""}] : (catalogue.facets.get("source_id")?.levels ?? []);
  return analysisOf(catalogue, plan, null, made, levels, times, null);
}

/** The sources of the page that patients of an analysis come from; captions name no other. */
export function sourcesWithPatients(
  {sourceCodes}: Pick<SurvivalAnalysis, "sourceCodes">,
  sources: SiteData["sources"]
): SiteData["sources"] {
  return sourceCodes.length === 0 ? sources : sources.filter(({id}) => sourceCodes.includes(id));
}
