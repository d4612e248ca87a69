import type {MrdGroupCode} from "../../../src/model/siteLongitudinal.js";
import type {FollowedSample} from "./followedSamples.js";

/**
 * The group of a patient by what persisted after induction: any mutation outside of DNMT3A, TET2 and ASXL1, one of these
 * only, or none. Null where it cannot be told: nothing was followed, or a test without a result could change the group.
 */
export function mrdGroup({targets, any}: Pick<FollowedSample, "targets" | "any">): MrdGroupCode | null {
  if (targets.length === 0) return any === false ? "none" : null;
  if (targets.some(({isDta, found}) => !isDta && found === true)) return "non_dta";
  if (targets.some(({isDta, found}) => !isDta && found === null)) return null;
  if (targets.some(({found}) => found === true)) return "dta_only";
  return targets.some(({found}) => found === null) ? null : "none";
}
