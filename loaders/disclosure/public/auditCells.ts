import {type AuditedCell, boundCell, type BoundOptions} from "./boundCell.js";
import type {Cell} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {candidates, type LinearBounds} from "./linearBounds.js";
import {Relations} from "./relations.js";
import type {View} from "./view.js";

/** What the audit of one view has found, and goes on to find while more is hidden. */
export class ViewAudit {
  /** Cells found safe; they stay so, as hiding more leaves only more possible values. */
  readonly safe = new Map<Cell, AuditedCell>();
  private readonly relations: Relations;
  /** Least and greatest value of hidden cells in all solutions so far. */
  private readonly met = new Map<Cell, {lower: number; upper: number}>();

  /** @param registry after small differences have become cells of their own */
  constructor(
    private readonly registry: CellRegistry,
    readonly view: View,
    private readonly bounds: LinearBounds
  ) {
    this.relations = new Relations(registry, view);
  }

  /** Hidden cells that need protection and are not known to be safe. */
  open(): Cell[] {
    return this.registry.cells.filter(
      (cell) => cell.hidden !== null && needsProtection(cell, this.view) && !this.safe.has(cell)
    );
  }

  /** Bounds of one hidden cell by what is shown now. */
  bound(cell: Cell, mayHide?: BoundOptions["mayHide"]): AuditedCell {
    const known = this.met.get(cell);
    const found: AuditedCell =
      known !== undefined && candidates(known) >= cell.k
        ? {cell, ...known, safe: true, heldBy: []}
        : boundCell(
            cell,
            {
              relations: this.relations,
              view: this.view,
              bounds: this.bounds,
              everyone: this.registry.context.patients
            },
            {met: (other, value) => this.meet(other, value), mayHide}
          );
    if (found.safe) this.safe.set(cell, found);
    return found;
  }

  private meet(cell: Cell, value: number): void {
    const {lower, upper} = this.met.get(cell) ?? {lower: this.view.n(cell), upper: this.view.n(cell)};
    this.met.set(cell, {lower: Math.min(lower, value), upper: Math.max(upper, value)});
  }
}

/** Bounds of every hidden cell that needs protection, from all linear relations between published counts. */
export function auditCells(registry: CellRegistry, view: View, bounds: LinearBounds): AuditedCell[] {
  const audit = new ViewAudit(registry, view, bounds);
  return audit.open().map((cell) => audit.bound(cell));
}

/**
 * Whether a hidden count must not be worked out: a small one, whether anybody asks for it or it only follows from others,
 * an outcome of all or none, and one that has changed by few since the previous release, but for who leaves those out who
 * came or went. Any other large one is hidden for the sake of these and is no secret of its own; nobody is in a set that
 * this view leaves empty.
 */
export function needsProtection(cell: Cell, view: View): boolean {
  if (cell.homogeneousIn !== null || (view.n(cell) > 0 && view.n(cell) < cell.k)) return true;
  return cell.changed && !view.unchanged;
}
