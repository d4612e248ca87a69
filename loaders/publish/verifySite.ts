import {readdir} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {compareText} from "../release/textOrder.js";
import {manifestName, publishedFile, readSiteManifest, type SiteManifest} from "./siteManifest.js";

/** How a published folder differs from its manifest: paths, sorted. All empty: it is as it was published. */
export interface SiteDifferences {
  readonly added: readonly string[];
  readonly missing: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Compares every file of a published site with its manifest.
 *
 * @throws {SiteError} if the manifest is missing or damaged
 */
export async function verifySite(folder: string): Promise<{manifest: SiteManifest; differences: SiteDifferences}> {
  const manifest = await readSiteManifest(folder);
  const there = new Set(await filesOf(folder));
  there.delete(manifestName);
  const missing: string[] = [];
  const changed: string[] = [];
  for (const {path, bytes, sha256} of manifest.files) {
    if (!there.delete(path)) {
      missing.push(path);
      continue;
    }
    const found = await publishedFile(folder, path);
    if (found.bytes !== bytes || found.sha256 !== sha256) changed.push(path);
  }
  return {manifest, differences: {added: [...there].sort(compareText), missing, changed}};
}

/** Everything in a folder that is not a folder, links included, which a site has none of; with forward slashes. */
export async function filesOf(folder: string): Promise<string[]> {
  const found = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = found.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => relative(folder, path).split(sep).join("/")).sort(compareText);
}

/** The differences in words, a line for each file. */
export function differenceLines({added, missing, changed}: SiteDifferences): string[] {
  return Object.entries({added, missing, changed}).flatMap(([what, paths]) => paths.map((path) => `${what}: ${path}`));
}
