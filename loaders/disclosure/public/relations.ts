import {type Atom, atomsOf} from "./atoms.js";
import {isSubset} from "./bits.js";
import type {Cell, RelationTable} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import type {View} from "./view.js";

/** Nested sets hold each other's counts if they differ by at most so many times k patients. */
const near = 3;

/** A table as an attacker can write it down: its cells as sums of atoms. */
export interface AtomTable {
  /** Cells that say something; an empty one only where readers must wonder whether it is. */
  readonly cells: readonly Cell[];
  readonly atoms: readonly Atom[];
}

/**
 * The linear relations between the counts of a registry for one view: every table that a cell stands in, and every pair
 * of cells whose difference or union it is, and every cell that holds it or that it holds and is nearly as large. Worked
 * out when first asked for.
 */
export class Relations {
  private readonly standing = new Map<Cell, RelationTable[]>();
  private readonly written = new Map<RelationTable, AtomTable>();
  private readonly pairs = new Map<number, RelationTable>();
  private readonly sizes = new Map<Cell, number>();
  private readonly found = new Map<Cell, readonly AtomTable[]>();

  constructor(
    private readonly registry: CellRegistry,
    private readonly view: View
  ) {
    const all = new Map<Cell, RelationTable[]>();
    const distinct = distinctTables(registry.tables);
    for (const table of distinct) add(all, table);
    for (const table of distinct) if (!isWithin(table, all)) add(this.standing, table);
  }

  /** All tables of a cell, without those that are part of another. */
  of(cell: Cell): readonly AtomTable[] {
    let tables = this.found.get(cell);
    if (tables === undefined) {
      const triples = this.registry.triplesOf(cell).filter((triple) => !isWithin(triple, this.standing));
      const pairs = this.pairsOf(cell).filter(
        (pair) =>
          !isWithin(pair, this.standing) && !triples.some(({cells}) => pair.cells.every((d) => cells.includes(d)))
      );
      tables = [...(this.standing.get(cell) ?? []), ...triples, ...pairs].map((table) => this.write(table));
      this.found.set(cell, tables);
    }
    return tables;
  }

  /** Equations of all tables of a cell. */
  sizeOf(cell: Cell): number {
    let size = this.sizes.get(cell);
    if (size === undefined)
      this.sizes.set(cell, (size = this.of(cell).reduce((sum, {cells}) => sum + cells.length, 0)));
    return size;
  }

  /** A cell with each that holds it, or that it holds, and that differs from it by few patients: neither can pass the other. */
  private pairsOf(cell: Cell): RelationTable[] {
    const {view} = this;
    const n = view.n(cell);
    if (n === 0) return [];
    return this.registry.cells.flatMap((other) => {
      const apart = view.n(other) - n;
      if (other === cell || view.n(other) === 0 || Math.abs(apart) > near * cell.k || apart === 0) return [];
      const [part, whole] = apart > 0 ? [cell, other] : [other, cell];
      if (!isSubset(view.bits(part), view.bits(whole))) return [];
      const [a, b] = cell.id < other.id ? [cell, other] : [other, cell];
      const name = a.id * this.registry.cells.length + b.id;
      const known = this.pairs.get(name) ?? {cells: [a, b]};
      this.pairs.set(name, known);
      return [known];
    });
  }

  private write(table: RelationTable): AtomTable {
    let written = this.written.get(table);
    if (written === undefined) {
      const open = table.cells.some(({homogeneousIn}) => homogeneousIn !== null);
      const cells = table.cells.filter((cell) => open || this.view.n(cell) > 0);
      this.written.set(table, (written = {cells, atoms: atomsOf(cells, this.view)}));
    }
    return written;
  }
}

function add(tablesOf: Map<Cell, RelationTable[]>, table: RelationTable): void {
  for (const cell of table.cells) {
    const tables = tablesOf.get(cell);
    if (tables === undefined) tablesOf.set(cell, [table]);
    else tables.push(table);
  }
}

function distinctTables(tables: readonly RelationTable[]): RelationTable[] {
  const byName = new Map<string, RelationTable>();
  for (const table of tables) {
    const name = table.cells
      .map(({id}) => id)
      .sort((a, b) => a - b)
      .join();
    if (!byName.has(name)) byName.set(name, table);
  }
  return [...byName.values()];
}

/** Whether a larger table has all cells of a table: its sums follow from those of the larger one. */
function isWithin(table: RelationTable, tablesOf: ReadonlyMap<Cell, readonly RelationTable[]>): boolean {
  const {cells} = table;
  const lists = cells.map((cell) => tablesOf.get(cell) ?? []);
  const rarest = lists.reduce((a, b) => (b.length < a.length ? b : a));
  return rarest.some(
    (other) => other !== table && other.cells.length > cells.length && cells.every((cell) => other.cells.includes(cell))
  );
}
