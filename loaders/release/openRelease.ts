import {readFile, stat} from "node:fs/promises";
import {join, resolve} from "node:path";
import {type Release, readRelease} from "./readRelease.js";
import {ReleaseError} from "./releaseError.js";

/** Folder of releases made on this machine, below the project's root. */
export const defaultReleases = ".hemiola/releases";

/**
 * The folder of the release to publish: the one named by HEMIOLA_RELEASE (a release folder), else the demo's newest.
 *
 * @throws {ReleaseError} saying how to make one, if there is none
 */
export async function findRelease(root: string, named = process.env.HEMIOLA_RELEASE): Promise<string> {
  if (named) return resolve(root, named);
  return await newestRelease(join(root, defaultReleases), "demo");
}

/**
 * The newest release of a study in a folder of releases, by the study's pointer file.
 *
 * @throws {ReleaseError} if the study has none there
 */
export async function newestRelease(releases: string, study: string): Promise<string> {
  const pointer = join(releases, `${study}.json`);
  let release: unknown;
  try {
    ({release} = JSON.parse(await readFile(pointer, "utf8")) as {release?: unknown});
  } catch (error) {
    const advice = `no release of study ${study}: make one with: npm run hemiola -- harmonise ${study}`;
    throw new ReleaseError(pointer, advice, {cause: error});
  }
  if (typeof release !== "string" || !/^[\w.-]+$/.test(release)) throw new ReleaseError(pointer, "damaged pointer");
  const folder = join(releases, release);
  await stat(folder).catch((cause: unknown) => {
    throw new ReleaseError(pointer, `points to a missing release: ${release}`, {cause});
  });
  return folder;
}

/**
 * Opens the release that the site is built from; every checksum is verified.
 *
 * @throws {ReleaseError} one line that names the file
 */
export async function openRelease(root = process.cwd()): Promise<Release> {
  return await readRelease(await findRelease(root));
}
