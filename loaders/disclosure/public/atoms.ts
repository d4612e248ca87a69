import {eachBit} from "./bits.js";
import type {Cell} from "./cell.js";
import {clausesOf, follows} from "./setClauses.js";
import type {View} from "./view.js";

/** Patients who are in the same cells of a table: the smallest counts of which its cells are sums. */
export interface Atom {
  /** Positions in the table's list of cells. */
  readonly cells: readonly number[];
}

/**
 * The atoms of a table. Where an outcome of all or none of a group is hidden, a reader does not know that nobody has the
 * other outcome, so that this atom is there too, though empty.
 */
export function atomsOf(cells: readonly Cell[], view: View): Atom[] {
  let atoms: {cells: number[]; n: number}[] = [{cells: [], n: 0}];
  const codes = new Uint32Array((cells[0]?.bits.length ?? 0) * 32);
  for (const [position, cell] of cells.entries()) {
    const split = new Map<number, number>();
    eachBit(view.bits(cell), (patient) => {
      const old = codes[patient];
      let code = split.get(old);
      if (code === undefined) {
        code = atoms.length;
        split.set(old, code);
        atoms.push({cells: [...atoms[old].cells, position], n: 0});
      }
      --atoms[old].n;
      ++atoms[code].n;
      codes[patient] = code;
    });
  }
  atoms = atoms.slice(1).filter(({n}) => n > 0);
  const known = new Set(atoms.map((atom) => atom.cells.join()));
  for (const phantom of phantoms(cells)) {
    const name = phantom.join();
    if (phantom.length > 0 && !known.has(name)) atoms.push({cells: phantom, n: 0});
    known.add(name);
  }
  return atoms.map((atom) => ({cells: atom.cells}));
}

function phantoms(cells: readonly Cell[]): number[][] {
  return cells.flatMap(({homogeneousIn, keys, n}, own) => {
    if (homogeneousIn === null) return [];
    // None has it: the patients who could. All have it: the members of the group who could lack it.
    const clauses = n === 0 ? clausesOf(keys[0]) : clausesOf(homogeneousIn.keys[0]);
    const inside = (cell: Cell, position: number) =>
      n === 0 || position !== own ? cell.keys.some((key) => clausesOf(key).every((d) => follows(d, clauses))) : false;
    return [cells.flatMap((cell, position) => (inside(cell, position) ? [position] : []))];
  });
}
