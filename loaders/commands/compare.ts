import {compareReleases} from "../release/compare/compareReleases.js";
import {formatComparison} from "../release/compare/formatComparison.js";
import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {ReleaseError} from "../release/releaseError.js";
import {noticeLine} from "./noticeLine.js";

/**
 * What changed from one release of a study to another, in words or as JSON. The paths may be those of releases or of
 * pointer files.
 *
 * @throws {ReleaseError} on a damaged release, or releases of two studies
 */
export async function compare(before: string, after: string, json = false): Promise<string> {
  const [old, current] = await Promise.all(
    [before, after].map(async (path) => readRelease(await locateRelease(".", path)))
  );
  const [expected, id] = [current.manifest.study.id, old.manifest.study.id];
  if (id !== expected)
    throw new ReleaseError(old.folder, `a release of study ${id}, expected one of study ${expected}`);
  const comparison = compareReleases(old, current);
  if (json) return `${JSON.stringify(comparison, null, 2)}\n`;
  return formatComparison(comparison) + noticeLine(current.manifest);
}
