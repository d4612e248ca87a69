import type {SiteData} from "../../src/model/siteData.js";
import {columnOf} from "../release/columnOf.js";
import {duplicatePatients} from "../release/duplicatePatients.js";
import type {Release} from "../release/readRelease.js";
import {releaseAlterations} from "./releaseAlterations.js";

/** Patients by state of each alteration over all sources, a person counting once. */
export function alterationStates(release: Release): SiteData["alterationStates"] {
  const features = release.table("patient_features");
  const duplicates = duplicatePatients(release);
  const once = columnOf(features, "patient_id").map((id) => !duplicates.has(id));
  return Object.fromEntries(
    releaseAlterations(release).map(({name}) => {
      const cells = columnOf(features, name).filter((_, i) => once[i]);
      const count = (state: number) => cells.filter((cell) => cell === state).length;
      return [name, {mutated: count(1), wildType: count(0)}];
    })
  );
}
