import {needsProtection} from "./auditCells.js";
import type {Cell, Line} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {hidingCost} from "./hideDifferences.js";
import type {View} from "./view.js";

/**
 * Complementary suppression along lines (a total and its parts) to a fixed point: where the hidden parts of a shown total
 * are one, or have fewer than k possible values each, the part that costs least and is smallest is hidden too, never a
 * zero; when no part is left, the total.
 *
 * This finds most of what a small part needs at little cost; what is enough is for the linear programmes to say.
 *
 * @returns how many counts were hidden
 */
export function hideInLines({lines}: CellRegistry, view: View): number {
  let hidden = 0;
  for (let before = -1; before !== hidden;) {
    before = hidden;
    for (const line of lines) while (hideNext(line, view)) ++hidden;
  }
  return hidden;
}

function hideNext({parent, children}: Line, view: View): boolean {
  if (parent.hidden !== null) return false;
  const hidden = children.filter((cell) => cell.hidden !== null && view.n(cell) > 0);
  if (!hidden.some((cell) => needsProtection(cell, view))) return false;
  const k = Math.max(...hidden.map((cell) => cell.k));
  const shown = children.filter((cell) => cell.hidden === null);
  // What the parts leave over is not said either.
  const rest = view.n(parent) - children.reduce((sum, cell) => sum + view.n(cell), 0);
  const unknown = view.n(parent) - shown.reduce((sum, cell) => sum + view.n(cell), 0);
  if ((hidden.length > 1 || rest > 0) && unknown - hidden.length + 1 >= k) return false;
  const candidates = shown.filter((cell) => view.n(cell) > 0 && cell.cost < Infinity);
  const chosen = candidates.length > 0 ? candidates.reduce((a, b) => (isCheaper(b, a) ? b : a)) : parent;
  if (chosen.cost === Infinity) return false;
  chosen.hidden = "complementary";
  return true;
}

/** Whether hiding `a` rather than `b` costs readers less: residual and lesser uses first, then the smaller count. */
export function isCheaper(a: Cell, b: Cell): boolean {
  const [costA, costB] = [hidingCost(a), hidingCost(b)];
  if (costA !== costB) return costA < costB;
  return a.n !== b.n ? a.n < b.n : a.id < b.id;
}
