import {columnOf} from "./columnOf.js";
import type {Release} from "./readRelease.js";
import type {Cell} from "./tableData.js";

/**
 * Ids of the records that do not count: those for which that of another source stands, so that a person counts once over
 * several sources, where the release tells; and of patients whom the maker of a tier leaves out.
 */
export function duplicatePatients(release: Release): Set<Cell> {
  const patients = release.table("patients");
  const leftOut = release.leftOut ?? [];
  if (!patients.getChild("duplicate_of")) return new Set(leftOut);
  const standIns = columnOf(patients, "duplicate_of");
  return new Set([...columnOf(patients, "patient_id").filter((_, row) => standIns[row] !== null), ...leftOut]);
}
