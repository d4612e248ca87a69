import {type Bits, countBits, difference} from "./bits.js";
import type {Cell} from "./cell.js";

/** Patients whom an attacker does not know already, and what is left of each cell for him to find. */
export interface View {
  /** Whom it leaves out, for messages. */
  readonly name: string;
  readonly bits: (cell: Cell) => Bits;
  readonly n: (cell: Cell) => number;
  /** Whether those in it are known to be the same as in the previous release. */
  readonly unchanged: boolean;
}

/** Everybody: an attacker who knows nothing but what is published. */
export const everybody: View = {name: "everybody", bits: ({bits}) => bits, n: ({n}) => n, unchanged: false};

/** Everybody but the patients of public microdata, whom an attacker subtracts from every count. */
export function without(name: string, known: Bits, unchanged = false): View {
  const rest = new Map<Cell, {bits: Bits; n: number}>();
  const of = (cell: Cell) => {
    let found = rest.get(cell);
    if (found === undefined) {
      const bits = difference(cell.bits, known);
      rest.set(cell, (found = {bits, n: countBits(bits)}));
    }
    return found;
  };
  return {name, bits: (cell) => of(cell).bits, n: (cell) => of(cell).n, unchanged};
}
