import type {ConclusionChange} from "../../src/model/conclusionChange.js";
import {findPrevious} from "../release/findPrevious.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import {conclusionChanges} from "./conclusionChanges.js";
import {keptFindings} from "./keptFindings.js";

/**
 * Findings that flipped since the release before; null where there is none, or where the difference of two releases may not be
 * told: of any that is not internal.
 */
export async function siteConclusions(release: Release, root: string): Promise<readonly ConclusionChange[] | null> {
  if (release.manifest.tier !== "internal" || !hasTable(release, "patients")) return null;
  const previous = await findPrevious(release);
  if (previous?.manifest.tier !== "internal") return null;
  return conclusionChanges(keptFindings(previous, root), keptFindings(release, root));
}
