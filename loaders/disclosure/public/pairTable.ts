import type {SetKey} from "../../../src/model/report.js";
import {type Bits, countBits, countCommon, intersection, packBits} from "./bits.js";
import type {MembersOfSets} from "./cellRegistry.js";
import {clausesOf} from "./setClauses.js";

/** Two alterations in the patients tested for both, as a fourfold table. */
export interface PairTable {
  /** Keys of those with one alteration, whatever the other. */
  readonly sides: readonly [SetKey, SetKey];
  /** Both, the first alone, the second alone, neither. */
  readonly counts: (tested: Bits) => readonly [number, number, number, number];
}

/**
 * The fourfold table of two alterations from the key of the set that has both: its two clauses `…=mutated` or
 * `…=present`. Undefined for a key with another number of them.
 */
export function pairTable(both: SetKey, {members}: Pick<MembersOfSets, "members">): PairTable | undefined {
  const clauses = clausesOf(both);
  const altered = clauses.filter((clause) => /=(mutated|present)$/u.test(clause));
  if (altered.length !== 2) return undefined;
  const without = (left: string): SetKey => clauses.filter((clause) => clause !== left).join(" & ");
  const sides = [without(altered[1]), without(altered[0])] as const;
  return {
    sides,
    counts(tested) {
      const [a, b] = sides.map((key) => intersection(packBits(members(key)), tested));
      const common = countCommon(a, b);
      const [first, second] = [countBits(a) - common, countBits(b) - common];
      return [common, first, second, countBits(tested) - common - first - second];
    }
  };
}
