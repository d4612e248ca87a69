import type {CellRegistry} from "./cellRegistry.js";
import type {PublishedCell} from "./compareRegistries.js";
import {nestedBetween} from "./nestedBetween.js";

/**
 * Reckons with readers who have the previous release too. A count that it shows and that is the same is known: it stays
 * shown, is registered if nothing asks for it, and what would follow from it is hidden in its stead. Every count that
 * differs from the one which it shows by fewer than k patients is hidden, and so is one by which a set of the previous
 * release that holds it, or that it holds, would be nearly exhausted; such counts are protected like small ones. One that
 * must be shown is left, for {@link compareRegistries} to refuse.
 *
 * @returns how many counts were hidden
 */
export function hideChanges(registry: CellRegistry, previous: readonly PublishedCell[]): number {
  let hidden = 0;
  const hide = (set: string): void => {
    const cell = registry.get(set);
    if (cell === undefined || cell.hidden !== null || cell.cost === Infinity) return;
    cell.hidden = "differencing";
    cell.changed = true;
    ++hidden;
  };
  for (const {set, n} of previous) {
    const cell = n === null ? undefined : (registry.get(set) ?? unasked(registry, set, n));
    if (cell === undefined || n === null || cell.hidden !== null) continue;
    const change = Math.abs(cell.n - n);
    if (change === 0) cell.cost = Infinity;
    else if (change < cell.k) hide(set);
  }
  const now = new Map(registry.cells.flatMap(({keys, hidden: why, n}) => keys.map((set) => [set, why === null ? n : null] as const))); // prettier-ignore
  const before = new Map(previous.map(({set, n}) => [set, n]));
  for (const {before: which, large, small} of nestedBetween(before, now, registry.policy))
    hide(which === "large" ? small : large);
  return hidden;
}

/** The cell of a set that only the previous release shows, if it is one of this release's and as large as it was. */
function unasked(registry: CellRegistry, set: string, n: number): ReturnType<CellRegistry["get"]> {
  const {members} = registry.context;
  let size: number;
  try {
    size = members(set).reduce((sum, d) => sum + d, 0);
  } catch {
    // It names a variable that this release does not have.
    return undefined;
  }
  return size === n ? registry.add(set) : undefined;
}
