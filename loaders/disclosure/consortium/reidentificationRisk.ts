import type {Cell} from "../../release/tableData.js";

/** How likely a patient of a table is found by what an attacker knows. */
export interface ReidentificationRisk {
  readonly patients: number;
  readonly classes: number;
  readonly smallestClass: number;
  /** Patients alone in their class. */
  readonly unique: number;
  /** Patients in classes of fewer than k. */
  readonly belowK: number;
  /** Prosecutor: the attacker knows that the patient is in the release. 1 / smallest class. */
  readonly prosecutorMax: number;
  /** Mean over patients of 1 / class; with all patients targeted, also the marketer's share of correct links. */
  readonly prosecutorMean: number;
  /** Journalist: the attacker knows of the patient from all records before suppression. 1 / smallest class there. */
  readonly journalistMax: number;
  /** Marketer: expected share of the released records linked rightly to those before suppression. */
  readonly marketer: number;
}

/**
 * Risk by classes of equal values (El Emam, Guide to the De-Identification of Personal Health Information, 2013, ch. 16).
 *
 * @param released what each released patient shows of each attribute
 * @param population the same of all who might be meant, the released ones included; the released ones if not given
 */
export function reidentificationRisk(
  released: readonly (readonly Cell[])[],
  k: number,
  population: readonly (readonly Cell[])[] = released
): ReidentificationRisk {
  const inRelease = classSizes(released);
  const inPopulation = population === released ? inRelease : classSizes(population);
  const patients = released[0]?.length ?? 0;
  let [smallest, unique, belowK, marketer, smallestThere] = [Infinity, 0, 0, 0, Infinity];
  for (const [key, n] of inRelease) {
    const there = Math.max(n, inPopulation.get(key) ?? 0);
    smallest = Math.min(smallest, n);
    smallestThere = Math.min(smallestThere, there);
    if (n === 1) ++unique;
    if (n < k) belowK += n;
    marketer += n / there;
  }
  const share = (n: number) => (patients === 0 ? 0 : n / patients);
  return {
    patients,
    classes: inRelease.size,
    smallestClass: patients === 0 ? 0 : smallest,
    unique,
    belowK,
    prosecutorMax: patients === 0 ? 0 : 1 / smallest,
    prosecutorMean: share(inRelease.size),
    journalistMax: patients === 0 ? 0 : 1 / smallestThere,
    marketer: share(marketer)
  };
}

function classSizes(columns: readonly (readonly Cell[])[]): Map<string, number> {
  const sizes = new Map<string, number>();
  const rows = columns[0]?.length ?? 0;
  for (let i = 0; i < rows; ++i) {
    let key = "";
    for (const cells of columns) key += `${String(cells[i])}\u0000`;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return sizes;
}
