import {hideCountsBelow} from "../../src/model/hiddenCounts.js";
import type {ReleaseManifest} from "../../src/model/release.js";

/** Counts of fewer patients than a release of rows shows are hidden on the page that is made in this process. */
export function hideSmallCounts({disclosure, tier}: Pick<ReleaseManifest, "disclosure" | "tier">): void {
  if (tier === "consortium" && disclosure !== undefined) hideCountsBelow(disclosure.k);
}
