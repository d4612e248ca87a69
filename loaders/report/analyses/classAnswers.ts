import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {ReportContext} from "../reportContext.js";
import {cohortPositions} from "./cohortPatients.js";

/** What a rule table says of the patients of the cohort extract, in its order. */
export interface ClassAnswers {
  /** Version of the rule table; null if nobody has an answer. */
  readonly version: string | null;
  /** Null where the class cannot be told, and of who has no answer. */
  readonly value: readonly (string | null)[];
  /** Code of the vocabulary `classificationStatus`; null of who has no answer. */
  readonly status: readonly (string | null)[];
  /** Facts, or groups of facts, that are missing and could change the class. */
  readonly missing: readonly (readonly string[])[];
}

/** The answers of a rule table as the release has them; null where it has no classifications. */
export function classAnswers(context: ReportContext, system: string): ClassAnswers | null {
  const {release, patients} = context;
  if (!hasTable(release, "classifications")) return null;
  const table = release.table("classifications");
  const positions = cohortPositions(context);
  const [ids, systems, versions, values, statuses, absent] = [
    "patient_id",
    "system",
    "ruleset_version",
    "value",
    "status",
    "missing"
  ].map((name) => columnOf(table, name));
  let version: string | null = null;
  const value = new Array<string | null>(patients).fill(null);
  const status = new Array<string | null>(patients).fill(null);
  const missing = new Array<readonly string[]>(patients).fill([]);
  ids.forEach((id, i) => {
    const at = positions.get(String(id));
    if (at === undefined || systems[i] !== system) return;
    version = String(versions[i]);
    value[at] = values[i] === null ? null : String(values[i]);
    status[at] = statuses[i] === null ? null : String(statuses[i]);
    missing[at] = absent[i] === null ? [] : String(absent[i]).split("|").filter(Boolean);
  });
  return {version, value, status, missing};
}
