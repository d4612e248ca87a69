import {readdir, stat} from "node:fs/promises";
import {basename, dirname, join, resolve} from "node:path";
import {pullToCache} from "./pullToCache.js";
import {readPointer} from "./pointer.js";
import {type Release, readRelease} from "./readRelease.js";
import {refuseUnsigned} from "./refuseUnsigned.js";
import {ReleaseError} from "./releaseError.js";
import {readSignOffs} from "./signOff.js";
import {tombstoneName} from "./tombstone.js";

/** Folder of releases made on this machine, below the project's root. */
export const defaultReleases = ".hemiola/releases";

/**
 * The folder of the release to publish: the one named by HEMIOLA_RELEASE (see {@link locateRelease}), else the demo's
 * newest.
 *
 * @throws {ReleaseError} saying how to make one, if there is none
 */
export async function findRelease(root: string, named = process.env.HEMIOLA_RELEASE): Promise<string> {
  if (named) return await locateRelease(root, named);
  return await newestRelease(join(root, defaultReleases), "demo");
}

/**
 * The folder of a release named by the address of its `release.json`, from which it is pulled into the cache with the
 * `Authorization` that HEMIOLA_AUTHORIZATION holds, or by a path: that of the release itself, that of a study's pointer file, or that of a
 * folder of releases with one study.
 *
 * @throws {ReleaseError} if the path names no release, or several, or the release cannot be pulled
 */
export async function locateRelease(root: string, named: string): Promise<string> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(named)) return await pullToCache({root, address: named});
  const path = resolve(root, named);
  const found = await stat(path).catch((cause: unknown) => {
    throw new ReleaseError(path, "missing release", {cause});
  });
  if (!found.isDirectory()) {
    if (!path.endsWith(".json")) throw new ReleaseError(path, "not a release, expected a folder");
    return basename(path) === "release.json"
      ? dirname(path)
      : await newestRelease(dirname(path), basename(path, ".json"));
  }
  const studies = await pointedStudies(path);
  if (studies.length === 0) return path;
  if (studies.length === 1) return await newestRelease(path, studies[0]);
  const choice = studies.map((study) => `${study}.json`).join(", ");
  throw new ReleaseError(path, `holds releases of several studies, name one of ${choice}`);
}

/** Studies that have a pointer file in a folder; none if the folder is a release itself. */
async function pointedStudies(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  if (["release.json", "tables", tombstoneName].some((name) => names.includes(name))) return [];
  return names
    .filter((name) => /^[\w-]+\.json$/.test(name))
    .map((name) => basename(name, ".json"))
    .sort();
}

/**
 * The newest release of a study in a folder of releases, by the study's pointer file.
 *
 * @throws {ReleaseError} if the study has none there
 */
export async function newestRelease(releases: string, study: string): Promise<string> {
  const pointer = join(releases, `${study}.json`);
  const found = await readPointer(pointer);
  if (found === undefined) {
    const advice = `no release of study ${study}, make one with: npm run hemiola -- harmonise ${study}`;
    throw new ReleaseError(pointer, advice);
  }
  const {release} = found;
  const folder = join(releases, release);
  await stat(folder).catch((cause: unknown) => {
    throw new ReleaseError(pointer, `points to a missing release: ${release}`, {cause});
  });
  return folder;
}

/**
 * Opens the release that the site is built from; every checksum is verified.
 *
 * @throws {ReleaseError} one line that names the file, or says that a public release is not signed
 */
export async function openRelease(root = process.cwd()): Promise<Release> {
  const release = await readRelease(await findRelease(root));
  const {folder, manifest} = release;
  refuseUnsigned(folder, manifest, await readSignOffs(folder, manifest.id));
  return release;
}
