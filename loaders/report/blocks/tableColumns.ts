import type {Count} from "../../../src/model/report.js";
import {type GroupsDeclaration, reportGroups} from "../groups.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";

/** A column of a table of counts or values. */
export interface TableColumn {
  readonly code: string | null;
  readonly label: string;
  readonly set: PatientSet;
}

/** The columns of a table and who stands in which. */
export interface TableColumns {
  /** Everybody together first, where that is asked for and says something of its own. */
  readonly columns: readonly TableColumn[];
  /** The groups among them. */
  readonly groups: readonly TableColumn[];
  /** What the groups are by, in words; null without groups. */
  readonly by: string | null;
  /** Position in `groups` of each patient of the cohort; −1: in none. */
  readonly codes: Int16Array;
}

/**
 * Columns of a table: everybody, and the declared groups. Null where the groups are by a variable that the release does not
 * have.
 */
export function tableColumns(
  context: ReportContext,
  cohort: PatientSet,
  declared: GroupsDeclaration | undefined,
  overall: boolean
): TableColumns | null {
  const made = declared === undefined ? undefined : reportGroups(context, declared, cohort);
  if (made === null) return null;
  const groups = (made?.groups ?? []).map(({code, label, clauses}) => ({
    code,
    label,
    set: context.within(cohort, ...clauses)
  }));
  const everybody = {code: "all", label: "All patients", set: cohort};
  const shown = groups.length < 2 ? [everybody] : overall ? [everybody, ...groups] : groups;
  return {columns: shown, groups, by: made?.label ?? null, codes: codesOf(cohort, groups)};
}

/** A column as the contract has it. */
export function columnCounts(columns: readonly TableColumn[]): {label: string; code: string | null; set: Count}[] {
  return columns.map(({label, code, set}) => ({label, code, set: {set: set.key, n: set.n}}));
}

function codesOf({members, n}: PatientSet, groups: readonly TableColumn[]): Int16Array {
  const codes = new Int16Array(n).fill(-1);
  for (let i = 0, k = 0; i < members.length; ++i) {
    if (members[i] === 0) continue;
    codes[k++] = groups.findIndex(({set}) => set.members[i] === 1);
  }
  return codes;
}
