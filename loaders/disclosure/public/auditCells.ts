import {atomsOf} from "./atoms.js";
import type {Cell, RelationTable} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {type Bounds, candidates, type LinearBounds, type LinearSystem} from "./linearBounds.js";
import type {View} from "./view.js";

/** A hidden count and what can be said of it from all that is shown. */
export interface AuditedCell extends Bounds {
  readonly cell: Cell;
  /** Whole numbers within the bounds are at least as many as the cell's k. */
  readonly safe: boolean;
  /** Shown counts without one of which the bounds would be wider. */
  readonly heldBy: readonly Cell[];
}

/** Hidden cells that constrain each other through tables, with these tables. */
interface Component {
  readonly hidden: Cell[];
  readonly tables: RelationTable[];
}

/**
 * Bounds of every hidden cell that needs protection from all linear relations between published counts, by linear programming: the unknowns
 * are the atoms of each table that has a hidden cell; each shown cell is the sum of its atoms, and a hidden cell is the
 * same sum in every table it stands in. A reader is taken to know which atoms have nobody, and that a zero is never
 * hidden, which is more than readers know: true bounds are no narrower.
 *
 * @param done cells that need no look: found safe when less was hidden
 */
export function auditCells(
  registry: CellRegistry,
  view: View,
  bounds: LinearBounds,
  done: ReadonlySet<Cell> = new Set()
): AuditedCell[] {
  return components(registry, view, done).flatMap((component) =>
    auditComponent(component, view, bounds, registry.context.patients)
  );
}

function components(registry: CellRegistry, view: View, done: ReadonlySet<Cell>): Component[] {
  const root = new Map<Cell, Cell>();
  const find = (cell: Cell): Cell => {
    let found = cell;
    while (root.get(found) !== found) found = root.get(found)!;
    root.set(cell, found);
    return found;
  };
  const seen = new Set<string>();
  const tables: RelationTable[] = [];
  for (const table of relationsOf(registry)) {
    const hidden = table.cells.filter((cell) => cell.hidden !== null);
    const name = table.cells
      .map(({id}) => id)
      .sort((a, b) => a - b)
      .join();
    if (hidden.length === 0 || seen.has(name)) continue;
    seen.add(name);
    tables.push(table);
    for (const cell of hidden) if (!root.has(cell)) root.set(cell, cell);
    for (const cell of hidden.slice(1)) root.set(find(cell), find(hidden[0]));
  }
  const byRoot = new Map<Cell, Component>();
  for (const cell of [...root.keys()].sort((a, b) => a.id - b.id)) {
    const component = byRoot.get(find(cell)) ?? {hidden: [], tables: []};
    byRoot.set(find(cell), component);
    if (needsProtection(cell, view) && !done.has(cell)) component.hidden.push(cell);
  }
  for (const table of tables) byRoot.get(find(table.cells.find((cell) => cell.hidden !== null)!))!.tables.push(table);
  return [...byRoot.values()].filter(({hidden}) => hidden.length > 0);
}

/**
 * Whether a hidden count must not be worked out: a small one, whether anybody asks for it or it only follows from others,
 * and an outcome of all or none. A large one is hidden for the sake of these and is no secret of its own; nobody is in a
 * set that this view leaves empty.
 */
export function needsProtection(cell: Cell, view: View): boolean {
  return cell.homogeneousIn !== null || (view.n(cell) > 0 && view.n(cell) < cell.k);
}

/** All tables of a registry, with those of a hidden cell and two cells whose difference it is. */
function relationsOf(registry: CellRegistry): RelationTable[] {
  const hidden = registry.cells.filter((cell) => cell.hidden !== null && cell.n > 0);
  return [...registry.tables, ...hidden.flatMap((cell) => registry.differencesWith(cell))];
}

function auditComponent(
  {hidden, tables}: Component,
  view: View,
  bounds: LinearBounds,
  everyone: number
): AuditedCell[] {
  const [lower, upper]: [number[], number[]] = [[], []];
  const equations: LinearSystem["equations"][number][] = [];
  /** The shown cell of each equation. */
  const said: (Cell | null)[] = [];
  const unknown = (least: number): number => {
    lower.push(least);
    return upper.push(everyone) - 1;
  };
  const of = new Map<Cell, number>();
  for (const {cells} of tables) {
    // An empty cell says nothing, unless readers must wonder whether it is.
    const open = cells.some(({homogeneousIn}) => homogeneousIn !== null);
    const present = cells.filter((cell) => open || view.n(cell) > 0);
    const atoms = atomsOf(present, view).map((atom) => ({...atom, unknown: unknown(0)}));
    for (const [position, cell] of present.entries()) {
      const unknowns = atoms.flatMap((atom) => (atom.cells.includes(position) ? [atom.unknown] : []));
      const values = unknowns.map(() => 1);
      if (cell.hidden === null) {
        equations.push({unknowns, values, total: view.n(cell)});
        said.push(cell);
        continue;
      }
      const own = of.get(cell) ?? unknown(Number(cell.homogeneousIn === null && view.n(cell) > 0));
      of.set(cell, own);
      equations.push({unknowns: [...unknowns, own], values: [...values, -1], total: 0});
      said.push(null);
    }
  }
  const audited = hidden.filter((cell) => of.has(cell));
  const k = new Map(audited.map((cell) => [of.get(cell)!, cell.k]));
  const targets = audited.map((cell) => of.get(cell)!);
  const limits = bounds.solve({lower, upper, equations}, targets, (target) => k.get(target)!);
  return audited.map((cell, i) => {
    const {lower: least, upper: most, held} = limits[i];
    const heldBy = [...new Set(held.flatMap((equation) => said[equation] ?? []))];
    return {cell, lower: least, upper: most, safe: candidates(limits[i]) >= cell.k, heldBy};
  });
}
