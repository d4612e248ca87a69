/** Groups of patients that may share some; one membership array (1 = member) per group, in release order. */
export interface NamedGroup {
  readonly label: string;
  readonly members: ArrayLike<number>;
}

/** How many patients two or more of the groups share. */
export interface Overlap {
  readonly shared: number;
  /** What the reader is told; null if nobody is shared. */
  readonly reason: string | null;
}

/** Patients in more than one group, among those that `within` marks, all unless given. */
export function overlapOf(groups: readonly NamedGroup[], within?: ArrayLike<number>): Overlap {
  let shared = 0;
  const length = groups.at(0)?.members.length ?? 0;
  for (let i = 0; i < length; ++i) {
    if (within !== undefined && within[i] !== 1) continue;
    let count = 0;
    for (const {members} of groups) count += members[i];
    if (count > 1) ++shared;
  }
  if (shared === 0) return {shared, reason: null};
  const patients = shared === 1 ? "1 patient is" : `${shared} patients are`;
  return {
    shared,
    reason: `${patients} in more than one of these cohorts. A test between them would count the same patients on both sides; they can be split into those in one only and those in several.`
  };
}

/** Groups without common patients, as codes: −1 for who is in none. */
export interface SplitGroups {
  readonly labels: readonly string[];
  readonly codes: Int16Array;
}

/**
 * Splits two cohorts into A only, B only and both; several, into who is in one only of each, and who is in several.
 * Groups without patients stay, so that the reader sees that there are none.
 *
 * @throws {RangeError} on unequal lengths
 */
export function splitOverlap(groups: readonly NamedGroup[]): SplitGroups {
  const length = lengthOf(groups);
  const several = groups.length === 2 ? "both" : "in several";
  const labels = [...groups.map(({label}) => `${label} only`), several];
  const codes = new Int16Array(length).fill(-1);
  for (let i = 0; i < length; ++i) {
    groups.forEach(({members}, g) => {
      if (members[i] === 1) codes[i] = codes[i] === -1 ? g : groups.length;
    });
  }
  return {labels, codes};
}

/**
 * The groups as codes, −1 for who is in none; only for groups that share nobody.
 *
 * @throws {RangeError} on unequal lengths, or if a patient is in two groups
 */
export function disjointGroups(groups: readonly NamedGroup[]): SplitGroups {
  const codes = new Int16Array(lengthOf(groups)).fill(-1);
  groups.forEach(({label, members}, g) => {
    for (let i = 0; i < codes.length; ++i) {
      if (members[i] !== 1) continue;
      if (codes[i] !== -1) throw new RangeError(`overlapping groups: ${groups[codes[i]].label}, ${label}`);
      codes[i] = g;
    }
  });
  return {labels: groups.map(({label}) => label), codes};
}

function lengthOf(groups: readonly NamedGroup[]): number {
  const lengths = new Set(groups.map(({members}) => members.length));
  if (lengths.size > 1) throw new RangeError(`invalid groups: ${[...lengths].join(", ")} patients`);
  return groups.at(0)?.members.length ?? 0;
}
