import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {CohortGroup} from "../../../src/components/survival/survivalAnalysis.js";
import type {SplitBy} from "../../../src/components/survival/survivalChoices.js";
import {savedCohortRefusal} from "../../../src/components/survival/survivalPlan.js";
import {type GroupsDeclaration, type ReportGroup, reportGroups} from "../groups.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {ReportError} from "../reportError.js";

/** Declared groups as the explorer's analysis of survival takes them. */
export interface SurvivalGroups {
  /** The cohort without those in no group. */
  readonly cohort: ReportCohort;
  /** Key of a grouping of the catalogue; null otherwise. */
  readonly grouping: string | null;
  readonly by: SplitBy | null;
  /** Members of each declared cohort among those of `cohort`. */
  readonly cohorts: readonly CohortGroup[];
  /** The group behind a code of the analysis. */
  readonly groupOf: (code: string | null) => ReportGroup | null;
  /** Code of the reference in the analysis; null: the usual one. */
  readonly reference: string | null;
  readonly label: string | null;
}

/**
 * The groups of a survival figure; null where the release does not have the variable.
 *
 * @throws {ReportError} if a declared cohort is made by what is known only after the start
 */
export function survivalGroups(
  context: ReportContext,
  cohort: ReportCohort,
  declared: GroupsDeclaration | undefined,
  endpointCode: string
): SurvivalGroups | null {
  if (declared === undefined)
    return {cohort, grouping: null, by: null, cohorts: [], groupOf: () => null, reference: null, label: null};
  const made = reportGroups(context, declared, cohort.set, {empty: true});
  if (made === null) return null;
  const reference = declared.reference ?? null;
  const {groups, label} = made;
  const numbered = (prefix: string) => (code: string | null) => groups[Number(code?.slice(prefix.length)) - 1] ?? null;
  const coded = (prefix: string) => {
    const at = groups.findIndex(({code}) => code === reference);
    return at < 0 ? null : `${prefix}${at + 1}`;
  };
  const base = {cohort, label, cohorts: []};
  if ("sets" in declared) {
    const names = declared.sets.map((d) => d.label);
    for (const {label: name, cohort: query} of declared.sets) {
      const refused = savedCohortRefusal(context.catalogue, name, context.cohort(query).filter, endpointCode);
      if (refused !== null) throw new ReportError(refused);
    }
    return {
      ...base,
      grouping: null,
      by: {kind: "cohorts", names},
      cohorts: groups.map((group) => ({label: group.label, members: membersOf(context, cohort.set, group)})),
      groupOf: numbered("cohort-"),
      reference: coded("cohort-")
    };
  }
  if ("cuts" in declared) {
    const by: SplitBy = {kind: "number", column: declared.by, cut: {kind: "at", values: declared.cuts}};
    return {...base, grouping: null, by, groupOf: numbered("range-"), reference: coded("range-")};
  }
  const some = declared.levels === undefined ? cohort : withLevels(context, cohort, made.known ?? []);
  return {
    ...base,
    cohort: some,
    grouping: groupingOf(context.catalogue, declared.by).key,
    by: null,
    groupOf: (code) => groups.find((d) => d.code === code) ?? null,
    reference
  };
}

function withLevels(context: ReportContext, cohort: ReportCohort, known: readonly string[]): ReportCohort {
  return {...cohort, set: context.within(cohort.set, ...known)};
}

function membersOf(context: ReportContext, cohort: PatientSet, {clauses}: ReportGroup): Uint8Array {
  const {members} = context.within(cohort, ...clauses);
  return members.filter((_, i) => cohort.members[i] === 1);
}
