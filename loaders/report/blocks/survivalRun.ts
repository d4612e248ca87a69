import {
  type Refusal,
  survivalAnalysis,
  type SurvivalAnalysis
} from "../../../src/components/survival/survivalAnalysis.js";
import {type SurvivalChoices, survivalChoices} from "../../../src/components/survival/survivalChoices.js";
import {survivalPlan} from "../../../src/components/survival/survivalPlan.js";
import {endpointStart} from "../../../src/cohort/guards/endpointStart.js";
import type {Count} from "../../../src/model/report.js";
import type {GroupsDeclaration} from "../groups.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {ReportError} from "../reportError.js";
import {sourcesOf} from "./blockFrame.js";
import {definedSet} from "./definedSet.js";
import {type SurvivalGroups, survivalGroups} from "./survivalGroups.js";

/** What is asked of an analysis of survival. */
export interface SurvivalAsk {
  /** Id of the block, for messages. */
  readonly name: string;
  /** Key of the endpoint, or a competing-risks endpoint on the clock of another (`CIR` on that of `RFS`). */
  readonly endpoint: string;
  readonly groups: GroupsDeclaration | undefined;
  /** Days, ascending. */
  readonly times: readonly number[];
  readonly choices: Partial<Pick<SurvivalChoices, "horizon" | "landmark" | "stratified" | "transplantAtLandmark">>;
}

/** An analysis with the sets of its groups. */
export interface SurvivalRun {
  readonly analysis: SurvivalAnalysis;
  readonly groups: SurvivalGroups;
  /** Everybody in the analysis. */
  readonly population: PatientSet;
  /** One per group of the answer. */
  readonly sets: readonly PatientSet[];
  /** Patients of each group with the event in the time and the group of the analysis, and those with a competing one. */
  readonly events: readonly {readonly event: PatientSet; readonly competing: PatientSet}[];
  /** Patients of the cohort who are not in it, by reason. */
  readonly leftOut: readonly {readonly label: string; readonly count: Count}[];
}

/** Endpoints of competing risks and the endpoint whose days and population they share. */
const clockOf: Readonly<Record<string, string>> = {CIR: "RFS", NRM: "RFS"};

/** Key of the endpoint whose population an endpoint has; null where the release does not have it. */
export function clockEndpoint({catalogue}: ReportContext, endpoint: string): string | null {
  const key = clockOf[endpoint] ?? endpoint;
  return catalogue.endpoints.has(key) ? key : null;
}

/** True if day 0 is not the same event in all sources of a set. */
export function clocksDiffer(context: ReportContext, set: PatientSet, endpoint: string): boolean {
  const key = clockEndpoint(context, endpoint);
  if (key === null || endpointStart(context.catalogue.endpoints.get(key)!.endpoint).event !== "index") return false;
  const present = sourcesOf(context, set);
  return new Set(context.site.sources.filter(({id}) => present.includes(id)).map((d) => d.indexEvent)).size > 1;
}

/**
 * Makes an analysis of survival as the explorer does, with the guard on time of knowledge. Null where the release does not
 * have the endpoint or the variable, or nobody is in it.
 *
 * @throws {ReportError} if the guard refuses the grouping or the cohort
 */
export function survivalRun(context: ReportContext, cohort: ReportCohort, ask: SurvivalAsk): SurvivalRun | null {
  const made = known.get(context) ?? new Map<string, SurvivalRun | null>();
  known.set(context, made);
  const {endpoint, groups, times, choices} = ask;
  const key = JSON.stringify([cohort.set.key, cohort.filter, endpoint, groups, times, choices]);
  const found = made.get(key);
  if (found !== undefined) return found;
  const run = newRun(context, cohort, ask);
  made.set(key, run);
  return run;
}

/** Several figures of a report, and reports on parts of one classification, are made of the same analysis. */
const known = new WeakMap<ReportContext, Map<string, SurvivalRun | null>>();

function newRun(context: ReportContext, cohort: ReportCohort, ask: SurvivalAsk): SurvivalRun | null {
  const {catalogue} = context;
  const key = clockEndpoint(context, ask.endpoint);
  if (key === null || cohort.set.n === 0) return null;
  const endpoint = catalogue.endpoints.get(key)!;
  const groups = survivalGroups(context, cohort, ask.groups, endpoint.endpoint);
  if (groups === null || groups.cohort.set.n === 0) return null;
  const choices = {...survivalChoices({}), ...ask.choices, by: groups.by};
  const question = {filter: groups.cohort.filter, group: groups.grouping, endpoint: key, choices};
  const competing = key === ask.endpoint ? undefined : ask.endpoint;
  const plan = survivalPlan(catalogue, question, competing);
  const rows = context.rowsOf(groups.cohort.set);
  const made: SurvivalAnalysis | Refusal = survivalAnalysis(catalogue, plan, rows, {
    cohorts: groups.cohorts,
    times: ask.times,
    endpoint: ask.endpoint,
    reference: groups.reference
  });
  if ("refused" in made) throw new ReportError(`${ask.name}: ${made.refused}`);
  if (made.population.patients === 0) return null;
  return {analysis: made, groups, ...setsOf(context, {key, asked: ask.endpoint}, groups, made)};
}

/** The patients of an analysis and of its groups as sets: those that clauses make, or else sets that it defines. */
function setsOf(
  context: ReportContext,
  {key: endpoint, asked}: {readonly key: string; readonly asked: string},
  {cohort, groupOf}: SurvivalGroups,
  {population, answer, plan}: SurvivalAnalysis
): Pick<SurvivalRun, "population" | "sets" | "events" | "leftOut"> {
  const rowOf = positions(cohort.set);
  const mask = (chosen: (row: number) => boolean) => {
    const made = new Uint8Array(context.patients);
    population.patient.forEach((patient, row) => {
      if (chosen(row)) made[rowOf[patient]] = 1;
    });
    return made;
  };
  const named = (plain: PatientSet, members: Uint8Array): PatientSet =>
    plain.members.every((d, i) => d === members[i]) ? plain : context.within(cohort.set, definedSet(context, members));
  const everybody = mask(() => true);
  const all = named(context.within(cohort.set, `${endpoint}:followed`), everybody);
  const sets = answer.groups.map(({code}, g) => {
    const clauses = groupOf(code)?.clauses ?? [];
    const members = mask((row) => population.group[row] === g);
    return named(context.within(cohort.set, ...clauses, `${endpoint}:followed`), members);
  });
  const withStatus = (g: number, status: number, clause: string) => {
    const members = mask((row) => population.group[row] === g && population.status[row] === status);
    return named(context.within(sets[g], `${asked}:${clause}`), members);
  };
  const {noFollowUp, beforeLandmark, notYetKnown, notEntered, unknownGroup} = population.leftOut;
  const reasons: [string, number][] = [
    ["not in the endpoint’s population, or without follow-up", noFollowUp],
    [`event before day ${plan.landmark}`, beforeLandmark.events],
    [`censored before day ${plan.landmark}`, beforeLandmark.censored],
    ["condition of the cohort not met at the landmark", notYetKnown],
    ["never under observation", notEntered],
    ["in none of the groups shown, or group not known", unknownGroup]
  ];
  return {
    population: all,
    sets,
    events: sets.map((_, g) => ({event: withStatus(g, 1, "event"), competing: withStatus(g, 2, "competing")})),
    leftOut: leftOutCounts(context, cohort.set, all, reasons, plan.landmark === 0 ? endpoint : null)
  };
}

/** Counts of who is left out, each with a set of its own where clauses make one. */
function leftOutCounts(
  context: ReportContext,
  cohort: PatientSet,
  population: PatientSet,
  reasons: readonly [string, number][],
  endpoint: string | null
): SurvivalRun["leftOut"] {
  const present = reasons.filter(([, n]) => n > 0);
  if (present.length === 0) return [];
  const out = cohort.members.map((d, i) => d & (1 - population.members[i]));
  const clause = definedSet(context, out);
  const all = context.count(cohort, clause);
  if (present.length === 1) return [{label: present[0][0], count: all}];
  if (endpoint === null) return [{label: present.map(([label]) => label).join("; "), count: all}];
  const followed = context.within(cohort, `${endpoint}:followed`);
  const missing = cohort.members.map((d, i) => d & (1 - followed.members[i]));
  return [
    {label: present[0][0], count: context.count(cohort, definedSet(context, missing))},
    {label: present.slice(1).map(([label]) => label).join("; "), count: context.count(followed, clause)} // prettier-ignore
  ];
}

/** Row in the release of each member. */
function positions({members, n}: PatientSet): Uint32Array {
  const rows = new Uint32Array(n);
  for (let i = 0, k = 0; i < members.length; ++i) if (members[i] === 1) rows[k++] = i;
  return rows;
}
