import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {addSignOff, neededSignOffs, personsOf, type SignOff} from "../release/signOff.js";

/**
 * Records that a person answers for a release, after every checksum of it was checked.
 *
 * @returns the release's id, all who signed, and how many are still needed
 * @throws {ReleaseError} if the release is damaged, or the person signed already
 */
export async function sign(
  root: string,
  named: string,
  signOff: SignOff
): Promise<{id: string; signOffs: SignOff[]; missing: number}> {
  const folder = await locateRelease(root, named);
  const {manifest} = await readRelease(folder);
  const signOffs = await addSignOff(folder, manifest, signOff);
  return {id: manifest.id, signOffs, missing: Math.max(0, neededSignOffs - personsOf(manifest, signOffs).length)};
}
