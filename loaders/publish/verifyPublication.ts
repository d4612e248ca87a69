import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {compareText} from "../release/textOrder.js";
import {placeOf, readPublication, type PublishedRelease} from "./publication.js";
import {publicationFiles} from "./publicationPages.js";
import {differenceLines, filesOf, verifySite} from "./verifySite.js";
import {tombstoneFiles} from "./withdrawSite.js";

/**
 * How a folder of releases differs from what its list and the sites' manifests say, a line for each file; none if it is as
 * it was published.
 *
 * @throws {SiteError} if the list or a manifest is missing or damaged
 */
export async function verifyPublication(folder: string): Promise<{releases: number; lines: string[]}> {
  const publication = await readPublication(folder);
  const {releases} = publication;
  const lines = await generatedDifferences(folder, "", publicationFiles(publication), (path) => !path.startsWith("r/"));
  const places = releases.map(({id}) => `${placeOf(id)}/`);
  const strays = (await filesOf(folder)).filter(
    (path) => path.startsWith("r/") && !places.some((place) => path.startsWith(place))
  );
  lines.push(...strays.map((path) => `added: ${path}`));
  for (const release of releases) lines.push(...(await siteDifferences(folder, release)));
  return {releases: releases.length, lines};
}

async function siteDifferences(folder: string, release: PublishedRelease): Promise<string[]> {
  const place = placeOf(release.id);
  if (release.withdrawn !== null) {
    return await generatedDifferences(join(folder, place), `${place}/`, tombstoneFiles(release, release.withdrawn));
  }
  const {manifest, differences} = await verifySite(join(folder, place));
  const lines = differenceLines(differences).map((line) => line.replace(": ", `: ${place}/`));
  if (manifest.release.id !== release.id || manifest.site !== release.site) {
    lines.push(`changed: ${place}/site.json: site ${manifest.site} of release ${manifest.release.id}`);
  }
  return lines;
}

/** Differences between the files of a folder and what they must be. */
async function generatedDifferences(
  folder: string,
  prefix: string,
  expected: ReadonlyMap<string, string>,
  counts: (path: string) => boolean = () => true
): Promise<string[]> {
  const there = new Set((await filesOf(folder)).filter(counts));
  const lines: string[] = [];
  for (const [path, text] of expected) {
    if (!there.delete(path)) lines.push(`missing: ${prefix}${path}`);
    else if ((await readFile(join(folder, path), "utf8")) !== text) lines.push(`changed: ${prefix}${path}`);
  }
  return [...lines, ...[...there].sort(compareText).map((path) => `added: ${prefix}${path}`)];
}
