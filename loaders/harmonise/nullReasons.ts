import {vocabularies} from "../../src/model/vocabulary.js";

/** Why a value is not known. */
export type NullReason =
  "NOT_TESTED" | "NOT_COLLECTED" | "FAILED" | "UNKNOWN" | "NOT_APPLICABLE" | "INVALID" | "MASKED" | "CENSORED_LOD";

/** Reasons by their stored number less one; 0 stands for a known value. */
export const nullReasons: readonly NullReason[] = vocabularies.nullReason.map((term) => term.code as NullReason);

const codes = new Map(nullReasons.map((reason, i) => [reason, i + 1]));

/** The number, from 1, under which a reason is kept beside a null. */
export function reasonCode(reason: NullReason): number {
  return codes.get(reason)!;
}
