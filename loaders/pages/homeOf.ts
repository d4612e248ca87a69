import type {SiteData} from "../../src/model/siteData.js";
import {readCube} from "../disclosure/cube/cubeTables.js";
import {siteData} from "../extract/siteData.js";
import {siteSources} from "../extract/siteSources.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";

/** What the first page says of a release. */
export interface HomeData extends Pick<SiteData, "releaseId" | "tier" | "study" | "sources" | "versions"> {
  readonly patients: number;
  /** Names of alterations that the explorer has. */
  readonly alterations: readonly string[];
  /** A question that readers ask first, as an address and in words; null where the explorer cannot answer it. */
  readonly example: {readonly href: string; readonly words: string} | null;
  /** What could not be used, and what the quality rules found; null where that is not told. */
  readonly quality: {readonly rejects: number; readonly findings: SiteData["findings"]} | null;
}

/** Reads from a release what its first page says. */
export function homeOf(release: Release): HomeData {
  return hasTable(release, "patients") ? homeOfRows(siteData(release)) : homeOfAggregates(release);
}

/** {@link homeOf} where the site's own data are at hand. */
export function homeOfRows(site: SiteData): HomeData {
  const {releaseId, tier, study, sources, versions, counts, findings} = site;
  const alterations = site.alterations.map(({name}) => name);
  const has = alterations.includes("NPM1") && alterations.includes("FLT3-ITD");
  return {
    releaseId,
    tier,
    study,
    sources,
    versions,
    patients: counts.patients,
    alterations,
    example: has
      ? {
          href: "/survival?age=-59&mutated=NPM1&group=FLT3-ITD",
          words: "NPM1-mutated patients under 60, by FLT3-ITD"
        }
      : null,
    quality: {rejects: counts.rejects, findings}
  };
}

function homeOfAggregates(release: Release): HomeData {
  const {manifest} = release;
  const cube = readCube(release);
  const wanted = {figure: "os", cohort: "npm1:mutated", split: "flt3-itd"};
  const has = cube?.entries.some((d) => d.figure === wanted.figure && d.cohort === wanted.cohort && d.split === wanted.split); // prettier-ignore
  return {
    releaseId: manifest.id,
    tier: manifest.tier,
    study: manifest.study,
    sources: siteSources(release),
    versions: {...manifest.versions, schema: manifest.schemaVersion},
    patients: manifest.audit.patients,
    alterations: alterationsOf(cube),
    example:
      has === true
        ? {href: "/survival?cohort=npm1%3Amutated&split=flt3-itd", words: "NPM1-mutated patients, by FLT3-ITD"}
        : null,
    quality: null
  };
}

/** Alterations whose frequencies the explorer shows. */
function alterationsOf(cube: ReturnType<typeof readCube>): string[] {
  const figures = new Set(cube?.figures.filter(({page}) => page === "mutations").map(({id}) => id));
  const blocks = (cube?.entries ?? []).filter(({figure}) => figures.has(figure)).flatMap((entry) => entry.blocks);
  return [...new Set(blocks.flatMap((block) => (block.kind === "counts" ? block.rows.map(({label}) => label) : [])))];
}
