import type {Cell} from "./cell.js";
import {type Bounds, candidates, isZero, type LinearBounds, type LinearSystem, type Optimum} from "./linearBounds.js";
import type {AtomTable, Relations} from "./relations.js";
import type {View} from "./view.js";

/** A hidden count and what can be said of it from all that is shown. */
export interface AuditedCell extends Bounds {
  readonly cell: Cell;
  /** Whole numbers within the bounds are at least as many as the cell's k. */
  readonly safe: boolean;
  /** Shown counts without one of which the bounds would be wider. */
  readonly heldBy: readonly Cell[];
}

/** What bounds are worked out from. */
export interface BoundContext {
  readonly relations: Relations;
  readonly view: View;
  readonly bounds: LinearBounds;
  /** Patients of the release: no count is greater. */
  readonly everyone: number;
}

/** What {@link boundCell} need not be told. */
export interface BoundOptions {
  /** Told of the value of every hidden count in each solution. */
  readonly met?: (cell: Cell, value: number) => void;
  /**
   * Whether a shown count can be hidden to protect another. With one that holds the bounds, a search that has become long is
   * given up: the cell is then `safe: false` though it may be safe.
   */
  readonly mayHide?: (cell: Cell) => boolean;
}

/**
 * Equations from which on a count is taken for unprotected if hiding one of its own tables' counts may help: a little more
 * is hidden than must be, and no system grows without end.
 */
const patience = 400;
/** Hidden counts that are let vary at once when bounds are too narrow without them. */
const step = 8;

/**
 * Bounds of a hidden count from all linear relations between published counts, by linear programming over as few of them
 * as settle it. The programme first holds every other hidden count of its tables at its true value, and lets vary, step by
 * step, those by which its optimum would change, together with all tables that these stand in. What it reaches is reached
 * in the whole system too (the rest stays as it is), and when no count is left by which it would change, its optimum is
 * that of the whole system (its duals, with zero for all other equations, are feasible there).
 *
 * A reader is taken to know which atoms have nobody, and that a zero is never hidden, which is more than readers know: true
 * bounds are no narrower. The search ends as soon as there are k possible values; bounds are then inside the true ones.
 *
 */
export function boundCell(
  cell: Cell,
  context: BoundContext,
  {met = () => undefined, mayHide = () => false}: BoundOptions = {}
): AuditedCell {
  const n = context.view.n(cell);
  const found = {lower: n, upper: n};
  const heldBy = new Set<Cell>();
  const free = [cell];
  for (const sense of ["greatest", "least"] as const) {
    for (;;) {
      const goal = sense === "greatest" ? n + cell.k - 1 : found.upper - cell.k + 1;
      const system = localSystem(free, context, sense, goal);
      const optimum = context.bounds.optimum(system, 0, sense);
      free.forEach((other, i) => met(other, optimum.values[i]));
      if (sense === "greatest") found.upper = Math.max(found.upper, optimum.value);
      else found.lower = Math.min(found.lower, optimum.value);
      if (candidates(found) >= cell.k) return {cell, ...found, safe: true, heldBy: []};
      const more = system.held.filter(({equations}) => !isZero(sumOf(equations, optimum)));
      const holding = system.shown.flatMap((other, e) => (other === null || isZero(optimum.duals[e]) ? [] : [other]));
      if (more.length === 0 || (system.equations.length > patience && holding.some(mayHide))) {
        holding.forEach((other) => heldBy.add(other));
        break;
      }
      const size = (other: Cell) => context.relations.sizeOf(other);
      free.push(
        ...more
          .map((held) => held.cell)
          .sort((a, b) => size(a) - size(b) || a.id - b.id)
          .slice(0, Math.max(step, free.length))
      );
    }
  }
  return {cell, ...found, safe: false, heldBy: [...heldBy]};
}

interface LocalSystem extends LinearSystem {
  /** The shown cell of each equation; null for a hidden one. */
  readonly shown: readonly (Cell | null)[];
  /** Hidden cells that are held at their true value, with their equations. */
  readonly held: readonly {readonly cell: Cell; readonly equations: readonly number[]}[];
}

/** The system of all tables of some hidden cells, which come first among its unknowns, the one in question foremost. */
function localSystem(
  free: readonly Cell[],
  {everyone, relations, view}: BoundContext,
  sense: "greatest" | "least",
  goal: number
): LocalSystem {
  const lower = free.map((cell) => Number(cell.homogeneousIn === null && view.n(cell) > 0));
  const upper = free.map(() => everyone);
  // More than is asked for need not be found.
  if (sense === "greatest") upper[0] = Math.min(everyone, goal);
  else lower[0] = Math.max(lower[0], goal);
  const position = new Map(free.map((cell, i) => [cell, i]));
  const equations: LinearSystem["equations"][number][] = [];
  const shown: (Cell | null)[] = [];
  const held = new Map<Cell, number[]>();
  for (const {atoms, cells} of new Set<AtomTable>(free.flatMap((cell) => relations.of(cell)))) {
    const first = lower.length;
    lower.push(...atoms.map(() => 0));
    upper.push(...atoms.map(() => everyone));
    const members = cells.map(() => [] as number[]);
    atoms.forEach((atom, a) => atom.cells.forEach((c) => members[c].push(first + a)));
    for (const [c, cell] of cells.entries()) {
      const own = position.get(cell);
      const values = members[c].map(() => 1);
      shown.push(cell.hidden === null ? cell : null);
      if (own !== undefined) {
        equations.push({unknowns: [...members[c], own], values: [...values, -1], total: 0});
        continue;
      }
      if (cell.hidden !== null) held.set(cell, [...(held.get(cell) ?? []), equations.length]);
      equations.push({unknowns: members[c], values, total: view.n(cell)});
    }
  }
  return {lower, upper, equations, shown, held: [...held].map(([cell, own]) => ({cell, equations: own}))};
}

function sumOf(equations: readonly number[], {duals}: Optimum): number {
  return equations.reduce((sum, e) => sum + duals[e], 0);
}
