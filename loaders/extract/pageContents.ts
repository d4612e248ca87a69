import type {PageContent, PageContents} from "../../src/model/pageContents.js";
import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import {releaseAlterations} from "./releaseAlterations.js";
import {rowsBySource} from "./rowsBySource.js";

/** What a release has that not every release has; pages about it are in the navigation only where it is. */
export function pageContents(release: Release): PageContents {
  const {manifest} = release;
  const rows = rowsBySource(release);
  const withRows = (...tables: readonly string[]): string[] =>
    manifest.sources.map(({id}) => id).filter((id) => tables.some((table) => (rows(table)?.get(id) ?? 0) > 0));
  const randomised = randomisedSources(release);
  const found: [PageContent, readonly string[]][] = [
    ["alterations", releaseAlterations(release).length > 0 ? manifest.sources.map(({id}) => id) : []],
    ["classifications", withRows("classifications")],
    ["randomisation", manifest.sources.map(({id}) => id).filter((id) => randomised.has(id))],
    ["molecularCourse", withRows("mrd", "expression", "copy_number")],
    ["rawExcerpts", withRows("raw_excerpts")],
    ["simulation", manifest.sources.filter(({simulated}) => simulated).map(({id}) => id)]
  ];
  return new Map(found.filter(([, sources]) => sources.length > 0));
}

/** Sources with a patient whom a trial allocated to an arm; none in a release made before arms were known. */
export function randomisedSources(release: Release): Set<string> {
  const patients = release.table("patients");
  if (patients.getChild("arm_planned") === null) return new Set();
  const sources = columnOf(patients, "source_id");
  const arms = columnOf(patients, "arm_planned");
  return new Set(sources.filter((_, i) => arms[i] !== null).map(String));
}
