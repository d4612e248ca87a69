import type {PageContent, PageContents} from "../../src/model/pageContents.js";
import {type CubePage, cubePages} from "../../src/model/cube.js";
import {readCube} from "../disclosure/cube/cubeTables.js";
import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import {releaseAlterations} from "./releaseAlterations.js";
import {rowsBySource} from "./rowsBySource.js";

/** What a release has that not every release has; pages about it are in the navigation only where it is. */
export function pageContents(release: Release): PageContents {
  const {manifest} = release;
  if (!hasTable(release, "patients")) return aggregateContents(release);
  const rows = rowsBySource(release);
  const withRows = (...tables: readonly string[]): string[] =>
    manifest.sources.map(({id}) => id).filter((id) => tables.some((table) => (rows(table)?.get(id) ?? 0) > 0));
  const randomised = randomisedSources(release);
  const all = manifest.sources.map(({id}) => id);
  const found: [PageContent, readonly string[]][] = [
    ["patientRows", all],
    ["cohortFigures", all],
    ["survivalFigures", all],
    ["alterations", releaseAlterations(release).length > 0 ? all : []],
    ["classifications", withRows("classifications")],
    ["randomisation", manifest.sources.map(({id}) => id).filter((id) => randomised.has(id))],
    ["molecularCourse", withRows("mrd", "expression", "copy_number")],
    ["rawExcerpts", withRows("raw_excerpts")],
    ["simulation", manifest.sources.filter(({simulated}) => simulated).map(({id}) => id)]
  ];
  return new Map(found.filter(([, sources]) => sources.length > 0));
}

/** Of a release of aggregates: the pages for which its cube has a figure. */
function aggregateContents(release: Release): PageContents {
  const sources = release.manifest.sources.map(({id}) => id);
  const pages = new Set(readCube(release)?.figures.map(({page}) => page));
  const contents: Readonly<Record<CubePage, PageContent>> = {
    cohort: "cohortFigures",
    mutations: "alterations",
    survival: "survivalFigures"
  };
  return new Map(cubePages.flatMap((page) => (pages.has(page) ? [[contents[page], sources] as const] : [])));
}

/** Sources with a patient whom a trial allocated to an arm; none in a release made before arms were known. */
export function randomisedSources(release: Release): Set<string> {
  const patients = release.table("patients");
  if (patients.getChild("arm_planned") === null) return new Set();
  const sources = columnOf(patients, "source_id");
  const arms = columnOf(patients, "arm_planned");
  return new Set(sources.filter((_, i) => arms[i] !== null).map(String));
}
