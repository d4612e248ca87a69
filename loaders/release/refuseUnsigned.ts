import type {ReleaseManifest} from "../../src/model/release.js";
import {ReleaseError} from "./releaseError.js";
import {neededSignOffs, personsOf, type SignOff} from "./signOff.js";

/**
 * Refuses a public release with real data that two persons have not signed, when it was made or since, unless it is a draft.
 *
 * @param folder of the release, for the message
 * @param signOffs recorded beside it
 * @throws {ReleaseError} if it may not be published
 */
export function refuseUnsigned(folder: string, manifest: ReleaseManifest, signOffs: readonly SignOff[] = []): void {
  const {disclosure, sources, tier} = manifest;
  if (tier !== "public" || sources.every(({simulated}) => simulated) || disclosure?.draft === true) return;
  const signed = personsOf(manifest, signOffs).length;
  if (signed < neededSignOffs)
    throw new ReleaseError(folder, `public release signed by ${signed}, expected two, or one marked as a draft`);
}
