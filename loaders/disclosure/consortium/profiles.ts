import type {Cell} from "../../release/tableData.js";

/** Status of the sensitive outcome at its month. */
export const outcomeCodes = {unknown: 0, alive: 1, dead: 2} as const;

/** Patients with the same exact quasi-identifiers, as one: what a search over ladders has to look at. */
export interface Profiles {
  readonly names: readonly string[];
  /** Per quasi-identifier, its distinct values. */
  readonly values: readonly (readonly Cell[])[];
  /** Per quasi-identifier and profile, the position of the value in `values`. */
  readonly codes: readonly Int32Array[];
  /** The profile of each patient. */
  readonly of: Int32Array;
  /** Patients per profile, and those of them known to be alive and dead at the outcome's month. */
  readonly n: Int32Array;
  readonly alive: Int32Array;
  readonly dead: Int32Array;
}

/** Groups patients by the exact values of their quasi-identifiers; linear in the patients. */
export function profilesOf(
  names: readonly string[],
  columns: readonly (readonly Cell[])[],
  outcome: Uint8Array
): Profiles {
  const places = names.map(() => new Map<Cell, number>());
  const seen = new Map<string, number>();
  const keys: number[][] = [];
  const of = new Int32Array(outcome.length);
  for (let i = 0; i < outcome.length; ++i) {
    const key = columns.map((cells, q) => {
      const found = places[q].get(cells[i]) ?? places[q].size;
      places[q].set(cells[i], found);
      return found;
    });
    const text = key.join(",");
    let profile = seen.get(text);
    if (profile === undefined) {
      seen.set(text, (profile = keys.length));
      keys.push(key);
    }
    of[i] = profile;
  }
  const count = (code?: number): Int32Array => {
    const counts = new Int32Array(keys.length);
    of.forEach((profile, i) => {
      if (code === undefined || outcome[i] === code) ++counts[profile];
    });
    return counts;
  };
  return {
    names,
    values: places.map((map) => [...map.keys()]),
    codes: names.map((_, q) => Int32Array.from(keys, (key) => key[q])),
    of,
    n: count(),
    alive: count(outcomeCodes.alive),
    dead: count(outcomeCodes.dead)
  };
}
