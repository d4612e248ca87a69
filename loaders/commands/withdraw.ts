import {withdrawSite} from "../publish/withdrawSite.js";
import {locateRelease} from "../release/openRelease.js";
import {readManifest} from "../release/readRelease.js";
import {withdrawRelease} from "../release/tombstone.js";

/** Which release to withdraw. */
export interface WithdrawOptions {
  readonly root: string;
  readonly release: string;
  readonly reason: string;
  /** Folder of published releases in which its site stands, too. */
  readonly published?: string;
}

/**
 * Withdraws a release: its published pages become pages that say so, then nothing of its data stays.
 *
 * @returns the id of the release
 * @throws {ReleaseError} if there is no such release, or no reason
 * @throws {SiteError} if it is not among the published ones
 */
export async function withdraw({published, reason, release, root}: WithdrawOptions): Promise<string> {
  const folder = await locateRelease(root, release);
  const {id} = await readManifest(folder);
  // The public copy first: if this fails, the release is still there to try again.
  if (published !== undefined) await withdrawSite(published, id, reason);
  await withdrawRelease(folder, id, reason);
  return id;
}
