import {reasonCode} from "./nullReasons.js";

/** What one piece of evidence says of one alteration: per patient 1 mutated, 0 wild type, −1 unknown with a reason. */
export interface Evidence {
  readonly status: Int8Array;
  /** Number of the reason where the status is −1. */
  readonly reasons: Uint8Array;
}

/** Evidence that knows nothing of anybody. */
export function noEvidence(size: number): Evidence {
  return {status: new Int8Array(size).fill(-1), reasons: new Uint8Array(size).fill(reasonCode("NOT_TESTED"))};
}
