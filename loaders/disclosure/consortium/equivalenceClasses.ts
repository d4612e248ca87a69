import type {Profiles} from "./profiles.js";

/** Classes of patients who cannot be told apart by what is shown of their quasi-identifiers. */
export interface EquivalenceClasses {
  /** The class of each profile. */
  readonly of: Int32Array;
  /** Patients per class. */
  readonly n: readonly number[];
  readonly alive: readonly number[];
  readonly dead: readonly number[];
}

/**
 * The classes that profiles fall into.
 *
 * @param shown per quasi-identifier and value, a number for what is shown of it: equal numbers cannot be told apart
 */
export function equivalenceClasses(profiles: Profiles, shown: readonly ArrayLike<number>[]): EquivalenceClasses {
  const seen = new Map<string, number>();
  const of = new Int32Array(profiles.n.length);
  const [n, alive, dead]: [number[], number[], number[]] = [[], [], []];
  for (let p = 0; p < of.length; ++p) {
    let key = "";
    for (let q = 0; q < shown.length; ++q) key += `${shown[q][profiles.codes[q][p]]},`;
    let place = seen.get(key);
    if (place === undefined) {
      seen.set(key, (place = n.length));
      n.push(0);
      alive.push(0);
      dead.push(0);
    }
    of[p] = place;
    n[place] += profiles.n[p];
    alive[place] += profiles.alive[p];
    dead[place] += profiles.dead[p];
  }
  return {of, n, alive, dead};
}

/**
 * Whether a class may stand: at least `k` patients, and, where the outcome of any is known, at least `l` distinct known
 * outcomes (distinct l-diversity: Machanavajjhala et al., ACM TKDD 2007;1:3). Nothing is learnt from a class in which no
 * outcome is known.
 */
export function isSafe(
  n: number,
  alive: number,
  dead: number,
  {k, l}: {readonly k: number; readonly l: number}
): boolean {
  const distinct = Number(alive > 0) + Number(dead > 0);
  return n >= k && (distinct === 0 || distinct >= l);
}
