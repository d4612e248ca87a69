/** Patients of a set, one bit each, 32 to an element. */
export type Bits = Uint32Array;

/** Packs 0/1 members into bits. */
export function packBits(members: ArrayLike<number>): Bits {
  const bits = new Uint32Array((members.length + 31) >>> 5);
  for (let i = 0; i < members.length; ++i) if (members[i] === 1) bits[i >>> 5] |= 1 << (i & 31);
  return bits;
}

/** Number of patients in a set. */
export function countBits(bits: Bits): number {
  let n = 0;
  for (const word of bits) n += ones(word);
  return n;
}

/** Whether every patient of `a` is in `b`. */
export function isSubset(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; ++i) if ((a[i] & ~b[i]) !== 0) return false;
  return true;
}

/** Whether the same patients are in both. */
export function sameBits(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; ++i) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether no patient is in both. */
export function areDisjoint(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; ++i) if ((a[i] & b[i]) !== 0) return false;
  return true;
}

/** Patients in both. */
export function intersection(a: Bits, b: Bits): Bits {
  return a.map((word, i) => word & b[i]);
}

/** Patients of `a` who are not in `b`. */
export function difference(a: Bits, b: Bits): Bits {
  return a.map((word, i) => word & ~b[i]);
}

/** Patients in at least one of the sets; `words` is the length of the result. */
export function union(sets: readonly Bits[], words: number): Bits {
  const all = new Uint32Array(words);
  for (const bits of sets) for (let i = 0; i < words; ++i) all[i] |= bits[i];
  return all;
}

/** Number of patients in both. */
export function countCommon(a: Bits, b: Bits): number {
  let n = 0;
  for (let i = 0; i < a.length; ++i) n += ones(a[i] & b[i]);
  return n;
}

/** Calls `visit` with the position of each patient of the set, ascending. */
export function eachBit(bits: Bits, visit: (patient: number) => void): void {
  for (let i = 0; i < bits.length; ++i) {
    for (let word = bits[i]; word !== 0; word &= word - 1) visit((i << 5) + 31 - Math.clz32(word & -word));
  }
}

/**
 * A number that two different sets share with a chance of 2⁻⁵³: the exclusive or of a fixed number for each patient, so
 * that the fingerprint of a difference or a disjoint union is made from those of its parts by {@link joinFingerprints}.
 */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** Fingerprint of a set. */
export function fingerprintOf(bits: Bits): Fingerprint {
  let [high, low] = [0, 0];
  eachBit(bits, (patient) => {
    high ^= scramble(patient, 0x9e3779b9);
    low ^= scramble(patient, 0x85ebca6b);
  });
  return {high: high >>> 0, low: low >>> 0};
}

/** Fingerprint of A ∪ B for disjoint sets, of B ∖ A for A ⊂ B. */
export function joinFingerprints(a: Fingerprint, b: Fingerprint): Fingerprint {
  return {high: (a.high ^ b.high) >>> 0, low: (a.low ^ b.low) >>> 0};
}

/** A fingerprint as the key of a map: 21 bits of one half, all of the other. */
export function fingerprintKey({high, low}: Fingerprint): number {
  return (high & 0x1fffff) * 0x1_0000_0000 + low;
}

function ones(word: number): number {
  let w = word - ((word >>> 1) & 0x55555555);
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The finaliser of MurmurHash3 on the patient's position. */
function scramble(patient: number, seed: number): number {
  let h = Math.imul(patient + 1, seed) ^ seed;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
