import {columnOf} from "../../release/columnOf.js";
import {duplicatePatients} from "../../release/duplicatePatients.js";
import type {ReportContext} from "../reportContext.js";

const known = new WeakMap<ReportContext, Int32Array>();

/** Row in the table `patients` of each patient of the cohort extract, which leaves duplicates out. */
export function cohortPatientRows(context: ReportContext): Int32Array {
  const found = known.get(context);
  if (found !== undefined) return found;
  const duplicates = duplicatePatients(context.release);
  const ids = columnOf(context.release.table("patients"), "patient_id");
  const rows = Int32Array.from(ids.flatMap((id, row) => (duplicates.has(id) ? [] : [row])));
  known.set(context, rows);
  return rows;
}

/** Position in the cohort extract by patient id. */
export function cohortPositions(context: ReportContext): Map<string, number> {
  const ids = columnOf(context.release.table("patients"), "patient_id");
  return new Map(Array.from(cohortPatientRows(context), (row, i) => [String(ids[row]), i]));
}
