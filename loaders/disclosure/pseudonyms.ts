import {createHmac} from "node:crypto";
import type {ReleaseManifest} from "../../src/model/release.js";
import type {Cell} from "../release/tableData.js";
import {DisclosureError} from "./disclosureError.js";

/** The variable of the environment that holds the key; it is in no release, and neither is anything made from it alone. */
export const pseudonymVariable = "HEMIOLA_PSEUDONYM_KEY";

/** The key of simulated releases: known to everybody, so that the demo can be made again byte by byte. No secret. */
export const demoPseudonymKey = "hemiola demo key, for simulated data only";

/** Characters of a key, at least: as many as an HMAC-SHA-256 key should have bytes. */
const shortestKey = 32;

/** What a key of a release stands for, by its column, and the letter its pseudonym begins with. */
const kinds: Readonly<Record<string, string>> = {
  patient_id: "P",
  duplicate_of: "P",
  sample_id: "S",
  assay_id: "A",
  mutation_id: "M",
  treatment_id: "T"
};

/** How every key of a released row looks. */
export const pseudonymPattern = /^[PSAMT]-[0-9a-f]{16}$/;

/**
 * The key to hash with: that of the environment, or for a release whose sources are all simulated the demo's.
 *
 * @throws {DisclosureError} if real data have no key, the demo's or one that is too short
 */
export function pseudonymKey(
  {sources}: Pick<ReleaseManifest, "sources">,
  given: string | undefined = process.env[pseudonymVariable]
): string {
  const real = sources.filter(({simulated}) => !simulated).map(({id}) => id);
  if (given === undefined || given === "") {
    if (real.length === 0) return demoPseudonymKey;
    throw new DisclosureError([`${pseudonymVariable} is not set, and ${real.join(", ")} are real data`]);
  }
  if (given === demoPseudonymKey && real.length > 0)
    throw new DisclosureError([`${pseudonymVariable} is the key of the demo, and ${real.join(", ")} are real data`]);
  if (given.length < shortestKey)
    throw new DisclosureError([
      `${pseudonymVariable} has ${given.length} characters, expected at least ${shortestKey}`
    ]);
  return given;
}

/** Replaces the keys of a column; null stays null. */
export type Pseudonymise = (column: string, cells: ArrayLike<Cell>) => Cell[];

/**
 * Second pseudonyms: the first 16 hex digits of the HMAC-SHA-256 (RFC 2104) of what the key stands for and the key itself.
 * The same key and id give the same pseudonym in every release; without the key none can be traced or made.
 */
export function pseudonyms(key: string): Pseudonymise {
  const known = new Map<string, Map<string, string>>();
  const taken = new Set<string>();
  const hashed = (kind: string, id: string): string => {
    const text = `${kind}|${id}`;
    const pseudonym = `${kind}-${createHmac("sha256", key).update(text).digest("hex").slice(0, 16)}`;
    if (taken.has(pseudonym)) throw new DisclosureError(["two keys have one pseudonym; use another key"]);
    taken.add(pseudonym);
    return pseudonym;
  };
  return (column, cells) => {
    if (!Object.hasOwn(kinds, column)) throw new RangeError(`not a column of keys: ${column}`);
    const kind = kinds[column];
    const own = known.get(kind) ?? new Map<string, string>();
    known.set(kind, own);
    return Array.from(cells, (cell) => {
      if (cell === null) return null;
      const id = String(cell);
      let pseudonym = own.get(id);
      if (pseudonym === undefined) own.set(id, (pseudonym = hashed(kind, id)));
      return pseudonym;
    });
  };
}
