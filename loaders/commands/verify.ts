import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {readSignOffs} from "../release/signOff.js";

/**
 * Checks a release: manifest, id, and every table's size, checksum, columns and rows, and that its sign-offs
 * are of this release. The path may be that of the
 * release, of a study's pointer file, or of a folder of releases with one study.
 *
 * @throws {ReleaseError} one line that names the first file at fault
 */
export async function verify(path: string): Promise<{id: string; folder: string; tables: number}> {
  const {folder, manifest} = await readRelease(await locateRelease(".", path));
  await readSignOffs(folder, manifest.id);
  return {id: manifest.id, folder, tables: manifest.tables.length};
}
