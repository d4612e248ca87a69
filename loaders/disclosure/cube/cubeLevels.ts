import {groupingOf, groupLabel} from "../../../src/cohort/catalogue.js";
import {emptyFilter} from "../../../src/cohort/filter.js";
import {formatFilter} from "../../../src/cohort/filterUrl.js";
import {alterationStates} from "../../../src/cohort/filter.js";
import type {PatientSet} from "../../report/patientSets.js";
import type {ReportContext} from "../../report/reportContext.js";
import type {PublicPolicy} from "../public/policy.js";
import {namesAny} from "../public/setClauses.js";
import type {DimensionDeclaration} from "./cubeSchema.js";

/** A level of a dimension as the release has it, before any gate. */
export interface ExactLevel {
  readonly id: string;
  readonly label: string;
  /** In the explorer's URL form. */
  readonly query: string;
  readonly set: PatientSet;
  /** Why it is no cohort; null where it is one. */
  readonly reason: string | null;
}

/** A dimension as the release has it. */
export interface ExactDimension {
  readonly declared: DimensionDeclaration;
  readonly levels: readonly ExactLevel[];
}

/** The dimensions that a release has, with their levels that somebody has; those of one level say nothing and are left out. */
export function exactDimensions(
  context: ReportContext,
  declared: readonly DimensionDeclaration[],
  policy: PublicPolicy
): ExactDimension[] {
  return declared.flatMap((dimension) => {
    const found = declaredLevels(context, dimension)
      .map((level) => ({...level, set: context.cohort(level.query).set}))
      .filter(({set}) => set.n > 0);
    const rest = whyNoDimension(
      context,
      found.map(({set}) => set),
      policy
    );
    const levels = found.map((level) => ({...level, reason: rest ?? whyNoCohort(context, level.set, policy)}));
    return levels.length < 2 ? [] : [{declared: dimension, levels}];
  });
}

/** Patients whom a count of this set must have to be shown. */
export function neededFor(key: string, {k, sensitive}: PublicPolicy): number {
  return namesAny(key, sensitive) ? k.sensitive : k.plain;
}

function declaredLevels(
  context: ReportContext,
  dimension: DimensionDeclaration
): Pick<ExactLevel, "id" | "label" | "query">[] {
  if ("sets" in dimension)
    return dimension.sets.flatMap(({id, label, cohort}) =>
      context.hasCohort(cohort) ? [{id, label, query: cohort}] : []
    );
  const {by, levels: wanted} = dimension;
  if (!context.catalogue.groupings.some(({key}) => key === by)) return [];
  const grouping = groupingOf(context.catalogue, by);
  return grouping.levels
    .filter(({code}) => wanted?.includes(code) ?? true)
    .map(({code}) => ({id: code, label: groupLabel(grouping, code), query: queryOf(context, by, code)}));
}

function queryOf({catalogue, site}: ReportContext, by: string, code: string): string {
  const state = alterationStates.find((d) => d === code);
  const filter =
    state !== undefined && catalogue.alterations.has(by)
      ? {...emptyFilter, alterations: {[by]: [state]}}
      : {...emptyFilter, levels: {[by]: [code]}};
  const query = formatFilter(filter, site.releaseId);
  query.delete("release");
  return query.toString();
}

function whyNoCohort({patients}: ReportContext, {key, n}: PatientSet, policy: PublicPolicy): string | null {
  const least = neededFor(key, policy);
  if (n < least) return `Fewer than ${least} patients are in it.`;
  return patients > n && patients - n < least ? `Fewer than ${least} patients are not in it.` : null;
}

/** All levels together and everybody give the number of patients in none of them: no level may be shown if these are few. */
function whyNoDimension({patients}: ReportContext, sets: readonly PatientSet[], policy: PublicPolicy): string | null {
  const least = Math.max(0, ...sets.map(({key}) => neededFor(key, policy)));
  const rest = patients - sets.reduce((sum, {n}) => sum + n, 0);
  return rest > 0 && rest < least
    ? `Fewer than ${least} patients are in none of these groups, and could be counted.`
    : null;
}
