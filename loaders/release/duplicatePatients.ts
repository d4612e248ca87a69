import {columnOf} from "./columnOf.js";
import type {Release} from "./readRelease.js";
import type {Cell} from "./tableData.js";

/**
 * Ids of the records for which that of another source stands, so that a person counts once over several sources; none in a
 * release that does not tell.
 */
export function duplicatePatients(release: Release): Set<Cell> {
  const patients = release.table("patients");
  if (!patients.getChild("duplicate_of")) return new Set();
  const standIns = columnOf(patients, "duplicate_of");
  return new Set(columnOf(patients, "patient_id").filter((_, row) => standIns[row] !== null));
}
