import {disjointGroups, overlapOf, splitOverlap} from "../../cohort/guards/overlappingGroups.js";

/** A cohort with its members. */
export interface MemberCohort {
  readonly label: string;
  readonly code: string;
  /** 1 for each patient of the release who is in it. */
  readonly members: Uint8Array;
}

/** A group that enters figures and tests; no patient is in two. */
export interface ComparedGroup {
  readonly label: string;
  /** Null for everybody else. */
  readonly code: string | null;
  readonly n: number;
}

/** The cohorts of a comparison as groups without common patients. */
export interface ComparedGroups {
  readonly groups: readonly ComparedGroup[];
  /** Position in `groups` by patient of the release; −1 = in none. */
  readonly codes: Int16Array;
  /** Patients of each cohort as it was chosen. */
  readonly sizes: readonly number[];
  /** Patients in cohort i and cohort j. */
  readonly shared: readonly (readonly number[])[];
  /** Why the cohorts were split; null if they share nobody. */
  readonly split: string | null;
  /** Patients among whom the cohorts are chosen. */
  readonly among: number;
}

/**
 * The cohorts among some patients, split into those in one only and those in several where they overlap, and everybody
 * else if asked for. Groups without patients are left out.
 *
 * @param among 1 for the patients among whom the cohorts are chosen
 */
export function comparedGroups(cohorts: readonly MemberCohort[], among: Uint8Array, rest: boolean): ComparedGroups {
  const inside = cohorts.map((cohort) => ({...cohort, members: cohort.members.map((d, i) => d & among[i])}));
  const {reason} = overlapOf(inside);
  const {labels, codes} = reason === null ? disjointGroups(inside) : splitOverlap(inside);
  const names = labels.map((label, g) => ({label, code: inside.at(g)?.code ?? "cohort-several"}));
  if (rest) for (let i = 0; i < codes.length; ++i) if (among[i] === 1 && codes[i] < 0) codes[i] = names.length;
  const all = [...names, ...(rest ? [{label: "Everybody else", code: null}] : [])];
  const counts = all.map(() => 0);
  for (const code of codes) if (code >= 0) ++counts[code];
  const present = all.map((_, g) => g).filter((g) => counts[g] > 0);
  const place = all.map((_, g) => present.indexOf(g));
  return {
    groups: present.map((g) => ({...all[g], n: counts[g]})),
    codes: codes.map((code) => (code < 0 ? -1 : place[code])),
    sizes: inside.map(({members}) => sum(members)),
    shared: inside.map(({members}) => inside.map((other) => sum(members.map((d, i) => d & other.members[i])))),
    split: reason,
    among: sum(among)
  };
}

function sum(mask: Uint8Array): number {
  let n = 0;
  for (let i = 0; i < mask.length; ++i) n += mask[i];
  return n;
}

/** The sources of the patients in any group. */
export function sourcesIn<T extends {readonly id: string}>(
  {codes, levels}: {readonly codes: ArrayLike<number>; readonly levels: readonly {readonly code: string}[]},
  groups: ComparedGroups,
  sources: readonly T[]
): T[] {
  const seen = new Set<number>();
  groups.codes.forEach((code, i) => {
    if (code >= 0) seen.add(codes[i]);
  });
  const names = new Set([...seen].filter((code) => code >= 0).map((code) => levels[code].code));
  return sources.filter(({id}) => names.has(id));
}
