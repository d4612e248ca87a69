import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {refuseUnsigned} from "../release/refuseUnsigned.js";
import {readSignOffs} from "../release/signOff.js";

/**
 * Checks a release: manifest, id, and every table's size, checksum, columns and rows, and that its sign-offs
 * are of this release. The path may be that of the
 * release, of a study's pointer file, or of a folder of releases with one study.
 *
 * @param forSite whether a site is to be built of it, which an unsigned public release of real data may not, but as a draft
 * @throws {ReleaseError} one line that names the first file at fault, or says that the release is not signed
 */
export async function verify(
  path: string,
  {forSite = false}: {readonly forSite?: boolean} = {}
): Promise<{id: string; folder: string; tables: number}> {
  const {folder, manifest} = await readRelease(await locateRelease(".", path));
  const signOffs = await readSignOffs(folder, manifest.id);
  if (forSite) refuseUnsigned(folder, manifest, signOffs);
  return {id: manifest.id, folder, tables: manifest.tables.length};
}
