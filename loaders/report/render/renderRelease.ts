import type {SiteSource} from "../../../src/model/siteData.js";
import type {Tier} from "../../../src/model/release.js";
import type {DataStatus} from "../../../src/model/simulatedNotice.js";
import {siteSources} from "../../extract/siteSources.js";
import type {Release} from "../../release/readRelease.js";

/** What the pages of reports say of the release that they are made from. */
export interface RenderRelease extends DataStatus {
  readonly releaseId: string;
  readonly studyTitle: string;
  /** Whom to ask about the data; null where the study names nobody. */
  readonly contact: string | null;
  readonly tier: Tier;
  readonly sources: readonly SiteSource[];
  /** By part: dictionary, rules, mappings, schema, hemiola. */
  readonly versions: Readonly<Record<string, string>>;
  /** Names of genes, which prose sets in italics. */
  readonly genes: ReadonlySet<string>;
}

/** Reads from a release what the pages of its reports say of it. */
export function renderRelease(release: Release, genes: ReadonlySet<string>): RenderRelease {
  const {manifest} = release;
  const {versions} = manifest;
  const rules =
    typeof versions.rules === "string"
      ? versions.rules
      : Object.entries(versions.rules)
          .map(([name, version]) => `${name} ${version}`)
          .join(", ");
  return {
    releaseId: manifest.id,
    studyTitle: manifest.study.title,
    contact: manifest.study.contact ?? null,
    tier: manifest.tier,
    simulated: manifest.simulated,
    simulatedNotice: manifest.simulatedNotice,
    sources: siteSources(release),
    versions: {rules, dictionary: versions.dictionary, schema: manifest.schemaVersion, hemiola: versions.hemiola},
    genes
  };
}
