/**
 * Patients arranged for counting by bits: those of one stratum stand together, and each stratum begins a new word of
 * 32, so that one pass over the words counts every stratum on its own.
 */
export interface PatientBlocks {
  /** Patient by bit; −1 for the padding at the end of a stratum. */
  readonly patients: Int32Array;
  /** Word at which each stratum begins, and the number of words at the end: one entry more than strata. */
  readonly starts: Int32Array;
  readonly words: number;
}

/**
 * Arranges patients by stratum.
 *
 * @param strata stratum of each patient; a negative one leaves the patient out
 */
export function patientBlocks(strata: ArrayLike<number>, count: number): PatientBlocks {
  const sizes = new Int32Array(count);
  for (let i = 0; i < strata.length; ++i) if (strata[i] >= 0) ++sizes[strata[i]];
  const starts = new Int32Array(count + 1);
  for (let s = 0; s < count; ++s) starts[s + 1] = starts[s] + ((sizes[s] + 31) >> 5);
  const words = starts[count];
  const patients = new Int32Array(words * 32).fill(-1);
  const next = Array.from(starts, (word) => word * 32);
  for (let i = 0; i < strata.length; ++i) if (strata[i] >= 0) patients[next[strata[i]]++] = i;
  return {patients, starts, words};
}

/** The patients with a 1 as bits in the order of the blocks. */
export function bitsOf({patients, words}: PatientBlocks, flags: ArrayLike<number>): Uint32Array {
  const bits = new Uint32Array(words);
  for (let i = 0; i < patients.length; ++i)
    if (patients[i] >= 0 && flags[patients[i]] === 1) bits[i >> 5] |= 1 << (i & 31);
  return bits;
}

/** How many bits of a word are set. */
export function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Patients in both sets, stratum by stratum. */
export function countBoth(a: Uint32Array, b: Uint32Array, starts: Int32Array): Int32Array {
  const counts = new Int32Array(starts.length - 1);
  for (let s = 0; s < counts.length; ++s) {
    let n = 0;
    for (let w = starts[s]; w < starts[s + 1]; ++w) n += popcount(a[w] & b[w]);
    counts[s] = n;
  }
  return counts;
}
