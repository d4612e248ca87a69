import {columnOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import {cohortPatientRows} from "../../report/analyses/cohortPatients.js";
import {reportContext} from "../../report/reportContext.js";
import type {PublicPolicy} from "./policy.js";

/**
 * The release without those few of a source of whom something is not known that the policy wants known of everybody: shown
 * beside all patients, those of whom it is known would give their number away in every table. A source in which it is not
 * known of more than a few keeps them.
 */
export function leaveOutFew(release: Release, {complete, k}: Pick<PublicPolicy, "complete" | "k">): Release {
  const context = reportContext(release);
  const least = Math.max(k.plain, k.sensitive);
  const ids = columnOf(release.table("patients"), "patient_id");
  const rows = cohortPatientRows(context);
  const leftOut = new Set<string>();
  for (const clause of complete.filter((d) => context.decides([d]))) {
    const known = context.set(clause).members;
    for (const {id} of release.manifest.sources) {
      const few = Array.from(context.members(`source_id=${id}`).entries()).flatMap(([i, member]) =>
        member === 1 && known[i] === 0 ? [i] : []
      );
      if (few.length < least) for (const i of few) leftOut.add(String(ids[rows[i]]));
    }
  }
  return leftOut.size === 0 ? release : {...release, leftOut};
}
