import type {ColumnArray} from "./cohortRows.js";
import {popcount} from "./mutations/patientBlocks.js";

/** Patients of the release as bits, in their order: 32 of them are counted at once. */
export type PatientBits = Uint32Array;

const made = new WeakMap<ColumnArray, readonly PatientBits[]>();

/**
 * The patients of each level; made once for each column, which must not change then.
 *
 * @param codes position of each patient's level; −1 = not known
 */
export function levelBits(codes: ColumnArray, levels: number): readonly PatientBits[] {
  const known = made.get(codes);
  if (known?.length === levels) return known;
  const words = (codes.length + 31) >> 5;
  const bits = Array.from({length: levels}, () => new Uint32Array(words));
  for (let i = 0; i < codes.length; ++i) if (codes[i] >= 0) bits[codes[i]][i >> 5] |= 1 << (i & 31);
  made.set(codes, bits);
  return bits;
}

/** The members of a mask (1 = member). */
export function memberBits(mask: Uint8Array): PatientBits {
  const bits = new Uint32Array((mask.length + 31) >> 5);
  for (let i = 0; i < mask.length; ++i) bits[i >> 5] |= mask[i] << (i & 31);
  return bits;
}

/**
 * Members of a cohort by level; the last entry counts those whose value is not known.
 *
 * @param members null = all patients
 * @param n number of members
 */
export function countLevels(levels: readonly PatientBits[], members: PatientBits | null, n: number): Uint32Array {
  const counts = new Uint32Array(levels.length + 1);
  let known = 0;
  levels.forEach((bits, level) => {
    let own = 0;
    if (members === null) for (let w = 0; w < bits.length; ++w) own += popcount(bits[w]);
    else for (let w = 0; w < bits.length; ++w) own += popcount(bits[w] & members[w]);
    counts[level] = own;
    known += own;
  });
  counts[levels.length] = n - known;
  return counts;
}
