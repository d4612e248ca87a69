import {readFile, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {newestRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";

/** The file beside a study's releases that says from what its newest was made. */
function markerOf(releases: string, study: string): string {
  return join(releases, `${study}.key.json`);
}

/** The study's newest release, if it was made from the same input and is still there, undamaged. */
export async function unchangedRelease(releases: string, study: string, key: string): Promise<string | undefined> {
  try {
    const last = JSON.parse(await readFile(markerOf(releases, study), "utf8")) as {key?: unknown; release?: unknown};
    if (last.key !== key) return undefined;
    const folder = await newestRelease(releases, study);
    if (last.release !== basename(folder)) return undefined;
    await readRelease(folder);
    return folder;
  } catch {
    // No marker, no release or a damaged one: nothing to keep, make it again.
    return undefined;
  }
}

/** Notes from what the study's newest release was made. */
export async function noteRelease(releases: string, study: string, key: string, folder: string): Promise<void> {
  await writeFile(markerOf(releases, study), `${JSON.stringify({key, release: basename(folder)})}\n`);
}
