import type {Release} from "../../release/readRelease.js";
import {fewUnknown} from "../fewUnknown.js";
import type {PublicPolicy} from "./policy.js";

/** The release without those few of a source of whom something is not known that the policy wants known of everybody. */
export function leaveOutFew(release: Release, {complete, k}: Pick<PublicPolicy, "complete" | "k">): Release {
  const leftOut = fewUnknown(release, complete, Math.max(k.plain, k.sensitive));
  return leftOut.size === 0 ? release : {...release, leftOut};
}
