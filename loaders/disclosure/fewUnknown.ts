import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import {cohortPatientRows} from "../report/analyses/cohortPatients.js";
import {reportContext} from "../report/reportContext.js";

/**
 * Keys of those few patients of a source, fewer than `least`, of whom something is not known that a policy wants known of
 * everybody: shown beside all patients, those of whom it is known would give their number away in every table. Of a source
 * in which it is not known of more, nobody.
 *
 * @param complete sets of patients, each as a clause of a set's key: those of whom it is known
 */
export function fewUnknown(release: Release, complete: readonly string[], least: number): ReadonlySet<string> {
  const context = reportContext(release);
  const patients = release.table("patients");
  const [ids, sources] = ["patient_id", "source_id"].map((name) => columnOf(patients, name));
  const rows = cohortPatientRows(context);
  const found = new Set<string>();
  for (const clause of complete.filter((d) => context.decides([d]))) {
    const known = context.set(clause).members;
    for (const {id} of release.manifest.sources) {
      const few = rows.filter((row, i) => sources[row] === id && known[i] === 0);
      if (few.length < least) for (const row of few) found.add(String(ids[row]));
    }
  }
  return found;
}
