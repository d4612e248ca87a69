import type {CellRegistry} from "./cellRegistry.js";
import type {PublishedCell} from "./compareRegistries.js";

/**
 * Hides every count that differs from the one which the previous release shows by fewer than k patients: a reader of both
 * would subtract. Such a count is protected like a small one. One that must be shown is left, for
 * {@link compareRegistries} to refuse.
 *
 * @returns how many counts were hidden
 */
export function hideChanges(registry: CellRegistry, previous: readonly PublishedCell[]): number {
  let hidden = 0;
  for (const {set, n} of previous) {
    const cell = registry.get(set);
    if (cell === undefined || n === null || cell.hidden !== null || cell.cost === Infinity) continue;
    const change = Math.abs(cell.n - n);
    if (change === 0 || change >= cell.k) continue;
    cell.hidden = "differencing";
    cell.changed = true;
    ++hidden;
  }
  return hidden;
}
