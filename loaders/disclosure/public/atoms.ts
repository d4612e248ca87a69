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
  const split = splitByCells(cells, view);
  const atoms = split.slice(1).filter(({n}) => n > 0);
  const known = new Set(atoms.map((atom) => atom.cells.join()));
  for (const phantom of phantoms(cells)) {
    const name = phantom.join();
    if (phantom.length > 0 && !known.has(name)) atoms.push({cells: phantom, n: 0});
    known.add(name);
  }
  return atoms.map((atom) => ({cells: atom.cells}));
}

/** Patients by the cells that they are in; the first element, those in none. A pass over the members of each cell. */
function splitByCells(cells: readonly Cell[], view: View): {cells: number[]; n: number}[] {
  const found: {cells: number[]; n: number}[] = [{cells: [], n: 0}];
  const codes = new Uint32Array((cells[0]?.bits.length ?? 0) * 32);
  for (const [position, cell] of cells.entries()) {
    // What becomes of the members of each part so far; 0, where nobody new can be, while none has been met.
    const inside = new Uint32Array(found.length);
    eachBit(view.bits(cell), (patient) => {
      const old = codes[patient];
      let code = inside[old];
      if (code === 0) {
        code = inside[old] = found.length;
        found.push({cells: [...found[old].cells, position], n: 0});
      }
      --found[old].n;
      ++found[code].n;
      codes[patient] = code;
    });
  }
  return found;
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
