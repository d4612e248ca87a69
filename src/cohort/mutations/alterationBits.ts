import {bitsOf, countBoth, type PatientBlocks} from "./patientBlocks.js";

/** An alteration as two sets of patients: those mutated and those with a known result. */
export interface AlterationFacts {
  readonly name: string;
  /** 1 for patients with the alteration. */
  readonly mutated: Uint8Array;
  /** 1 for patients with a known result that counts; a patient who is mutated was tested. */
  readonly tested: Uint8Array;
}

/** The same as bits in the order of the blocks. */
export interface AlterationBits {
  readonly name: string;
  readonly mutated: Uint32Array;
  readonly tested: Uint32Array;
}

/**
 * Reads an alteration's column. Patients who are not known are not tested; those of a source whose eligibility fixes
 * the gene do not count either.
 *
 * @param fixed 1 for patients of sources that fix the gene; none if not given
 */
export function alterationFacts(
  name: string,
  codes: ArrayLike<number>,
  levels: readonly {readonly code: string}[],
  fixed?: ArrayLike<number>
): AlterationFacts {
  const yes = levels.findIndex(({code}) => code === "mutated");
  const mutated = new Uint8Array(codes.length);
  const tested = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; ++i) {
    if (codes[i] < 0 || fixed?.[i] === 1) continue;
    tested[i] = 1;
    if (codes[i] === yes) mutated[i] = 1;
  }
  return {name, mutated, tested};
}

/** Packs alterations; equal sets of patients tested, as one panel gives them, share one array. */
export function packAlterations(blocks: PatientBlocks, facts: readonly AlterationFacts[]): AlterationBits[] {
  const known: Uint32Array[] = [];
  return facts.map(({name, mutated, tested}) => {
    const bits = bitsOf(blocks, tested);
    const same = known.find((other) => equal(other, bits));
    if (same === undefined) known.push(bits);
    return {name, mutated: bitsOf(blocks, mutated), tested: same ?? bits};
  });
}

/** The alterations among the members of a cohort only; shared sets stay shared. */
export function restrictTo(alterations: readonly AlterationBits[], members: Uint32Array): AlterationBits[] {
  const restricted = new Map<Uint32Array, Uint32Array>();
  const both = (bits: Uint32Array) => {
    const common = new Uint32Array(bits.length);
    for (let i = 0; i < bits.length; ++i) common[i] = bits[i] & members[i];
    return common;
  };
  return alterations.map(({name, mutated, tested}) => {
    const mask = restricted.get(tested) ?? both(tested);
    restricted.set(tested, mask);
    return {name, mutated: both(mutated), tested: mask};
  });
}

/** How many patients have an alteration and how many were tested for it. */
export interface AlterationTally {
  readonly name: string;
  /** By stratum. */
  readonly mutated: Int32Array;
  readonly tested: Int32Array;
}

/** Patients mutated and tested, stratum by stratum. */
export function tallies(alterations: readonly AlterationBits[], starts: Int32Array): AlterationTally[] {
  const known = new Map<Uint32Array, Int32Array>();
  return alterations.map(({name, mutated, tested}) => {
    const counted = known.get(tested) ?? countBoth(tested, tested, starts);
    known.set(tested, counted);
    return {name, mutated: countBoth(mutated, mutated, starts), tested: counted};
  });
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; ++i) if (a[i] !== b[i]) return false;
  return true;
}
