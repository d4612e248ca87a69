import type {ReleaseManifest} from "../../src/model/release.js";
import {ReleaseError} from "./releaseError.js";

/**
 * Refuses a public release of real data that two people have not signed, unless it is a draft.
 *
 * @param folder of the release, for the message
 * @throws {ReleaseError} if it may not be published
 */
export function refuseUnsigned(folder: string, {disclosure, simulated, tier}: ReleaseManifest): void {
  if (tier !== "public" || simulated || disclosure?.draft === true) return;
  const signed = new Set(disclosure?.signOff ?? []).size;
  if (signed < 2)
    throw new ReleaseError(folder, `public release signed by ${signed}, expected two, or one marked as a draft`);
}
