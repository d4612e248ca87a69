import type {TwoByTwo} from "../../stats/countsInput.js";
import type {AlterationBits} from "./alterationBits.js";
import {countBoth} from "./patientBlocks.js";

/** Two alterations and, stratum by stratum, how often they were found together among patients tested for both. */
export interface PairTable {
  /** Positions of the two in the list they were counted in; first < second. */
  readonly first: number;
  readonly second: number;
  /** [[both, first only], [second only, neither]] in each stratum. */
  readonly strata: readonly TwoByTwo[];
}

/**
 * 2×2 tables of all pairs of alterations. Only patients tested for both count: a patient tested for one is in no table.
 * Margins are counted once for every distinct set of patients tested, of which a panel gives all its genes the same.
 */
export function pairTables(alterations: readonly AlterationBits[], starts: Int32Array): PairTable[] {
  const masks = [...new Set(alterations.map(({tested}) => tested))];
  const maskOf = alterations.map(({tested}) => masks.indexOf(tested));
  const tested = masks.map((a) => masks.map((b) => countBoth(a, b, starts)));
  const margins = alterations.map(({mutated}) => masks.map((mask) => countBoth(mutated, mask, starts)));
  const pairs: PairTable[] = [];
  for (let first = 0; first < alterations.length; ++first) {
    for (let second = first + 1; second < alterations.length; ++second) {
      const together = countBoth(alterations[first].mutated, alterations[second].mutated, starts);
      const all = tested[maskOf[first]][maskOf[second]];
      const one = margins[first][maskOf[second]];
      const other = margins[second][maskOf[first]];
      const strata = Array.from(together, (both, s): TwoByTwo => {
        const [a, b] = [one[s] - both, other[s] - both];
        return [
          [both, a],
          [b, all[s] - both - a - b]
        ];
      });
      pairs.push({first, second, strata});
    }
  }
  return pairs;
}
