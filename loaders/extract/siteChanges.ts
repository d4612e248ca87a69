import type {ReleaseComparison} from "../../src/model/releaseComparison.js";
import {compareReleases} from "../release/compare/compareReleases.js";
import {findPrevious, type PreviousOptions} from "../release/findPrevious.js";
import type {Release} from "../release/readRelease.js";

/**
 * What changed since the release before ({@link findPrevious}); null if there is none. Null too unless both releases are
 * internal: the difference of two disclosure-controlled releases may tell what neither does.
 *
 * @throws {ReleaseError} if the release that HEMIOLA_PREVIOUS names cannot be used
 */
export async function siteChanges(release: Release, options?: PreviousOptions): Promise<ReleaseComparison | null> {
  if (release.manifest.tier !== "internal") return null;
  const previous = await findPrevious(release, options);
  return previous?.manifest.tier === "internal" ? compareReleases(previous, release) : null;
}
