import {z} from "zod";
import {formatValue} from "../../src/charts/format.js";
import {groupingOf, groupLabel} from "../../src/cohort/catalogue.js";
import {number, text} from "../study/scalars.js";
import {filterClauses, type PatientSet} from "./patientSets.js";
import type {ReportContext} from "./reportContext.js";
import {ReportError} from "./reportError.js";

/** How a block splits patients: by the levels of a variable, by a number at declared cuts, or by declared cohorts. */
export const groupsSchema = z.union([
  z.strictObject({by: text, levels: z.array(text).optional(), reference: text.optional()}),
  z.strictObject({by: text, cuts: z.array(number).min(1), reference: text.optional()}),
  z.strictObject({
    sets: z.array(z.strictObject({code: text.optional(), label: text, cohort: text})).min(2),
    reference: text.optional()
  })
]);

export type GroupsDeclaration = z.output<typeof groupsSchema>;

/** A group of patients by what makes it. */
export interface ReportGroup {
  readonly code: string;
  readonly label: string;
  readonly clauses: readonly string[];
}

/** The groups of a block. */
export interface ReportGroups {
  /** What patients are split by, in words. */
  readonly label: string;
  /** Column of the grouping; null where groups are declared cohorts. */
  readonly column: string | null;
  readonly groups: readonly ReportGroup[];
  /** Clauses of who is in some group. */
  readonly known: readonly string[] | null;
  /** Position of the group against which others are compared; null: the usual one. */
  readonly reference: number | null;
}

/**
 * The groups as the release has them, in the order of the vocabulary, of the cuts or of the declaration; those without any patient of the set are left out, unless `empty`. Null
 * where the release does not have the variable, or does not know a condition of a declared cohort.
 *
 * @throws {ReportError} if cuts are not ascending
 */
export function reportGroups(
  context: ReportContext,
  declared: GroupsDeclaration,
  population: PatientSet,
  {empty = false}: {readonly empty?: boolean} = {}
): ReportGroups | null {
  const made = groupsOf(context, declared);
  if (made === null) return null;
  const groups = made.groups.filter(({clauses}) => empty || context.within(population, ...clauses).n > 0);
  const reference = declared.reference;
  const found = groups.findIndex(({code}) => code === reference);
  return {...made, groups, reference: reference === undefined || found < 0 ? null : found};
}

function groupsOf(context: ReportContext, declared: GroupsDeclaration): Omit<ReportGroups, "reference"> | null {
  if ("sets" in declared) {
    if (!declared.sets.every(({cohort}) => context.hasCohort(cohort))) return null;
    const groups = declared.sets.map(({code, label, cohort}, i) => ({
      code: code ?? `set-${i + 1}`,
      label,
      clauses: filterClauses(context.cohort(cohort).filter)
    }));
    return {label: "group", column: null, groups, known: null};
  }
  const {by} = declared;
  if ("cuts" in declared) return numberGroups(context, by, declared.cuts);
  if (!context.catalogue.groupings.some(({key}) => key === by)) return null;
  const grouping = groupingOf(context.catalogue, by);
  const codes = declared.levels ?? grouping.levels.map(({code}) => code);
  const groups = codes.flatMap((code): ReportGroup[] =>
    grouping.levels.some((level) => level.code === code)
      ? [{code, label: groupLabel(grouping, code), clauses: [`${by}=${code}`]}]
      : []
  );
  return {label: grouping.label, column: by, groups, known: [`${by}=${codes.length === 0 ? "known" : groups.map(({code}) => code).join("|")}`]}; // prettier-ignore
}

function numberGroups(
  {catalogue}: ReportContext,
  by: string,
  cuts: readonly number[]
): Omit<ReportGroups, "reference"> | null {
  const range = catalogue.numbers.get(by);
  if (range === undefined) return null;
  if (cuts.some((cut, i) => i > 0 && cut <= cuts[i - 1])) throw new ReportError(`cuts of ${by} are not ascending`);
  const groups = [undefined, ...cuts].map((from, i): ReportGroup => {
    const to = cuts[i];
    const bounds = to === undefined ? `${from}..` : `${from ?? ""}..<${to}`;
    const words =
      from === undefined
        ? `< ${formatValue(to)}`
        : to === undefined
          ? `≥ ${formatValue(from)}`
          : `${formatValue(from)} to < ${formatValue(to)}`;
    return {code: `${by}=${bounds}`, label: `${range.label} ${words}`, clauses: [`${by}=${bounds}`]};
  });
  return {label: range.label, column: by, groups, known: [`${by}=known`]};
}
