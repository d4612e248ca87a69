import {boundHidden} from "../audit/boundHidden.js";
import {DisclosureError} from "../disclosureError.js";
import type {CellRegistry} from "./cellRegistry.js";
import {isCheaper} from "./hideInLines.js";
import {isKnownSmall, type LinearBounds} from "./linearBounds.js";
import {namesAny} from "./setClauses.js";

/**
 * Hides counts until a reader of the words of all sets, who knows nothing of who is in which, finds no hidden count to be
 * small: what rule R5 of the audit asks of the release. These tables cross those of the registry, so that they can hold a
 * count that no single table does.
 *
 * @param registry with all small counts hidden; hiding more leaves only more possible values
 * @returns how many counts were hidden
 * @throws {DisclosureError} if a hidden count is known to be small by counts that must be shown
 */
export function protectByWords(registry: CellRegistry, bounds: LinearBounds): number {
  const {k, sensitive} = registry.policy;
  const least = (key: string) => (namesAny(key, sensitive) ? k.sensitive : k.plain);
  for (let hidden = 0; ;) {
    const before = hidden;
    const found = boundHidden(countsByKey(registry), bounds, least);
    const small = [...found.bounds].filter(([key, range]) => isKnownSmall(range, least(key))).map(([key]) => key);
    if (small.length === 0) return hidden;
    for (const key of small) {
      const cells = holding(key, found.heldBy).flatMap((other) => registry.get(other) ?? []);
      const candidates = cells.filter((cell) => cell.hidden === null && cell.n > 0 && cell.cost < Infinity);
      // One that an earlier count of this round needed too has helped already.
      if (candidates.length === 0) continue;
      candidates.reduce((a, b) => (isCheaper(b, a) ? b : a)).hidden = "complementary";
      ++hidden;
    }
    if (hidden === before)
      throw new DisclosureError([`a count that must not be shown follows from others: ${small[0]}`]);
  }
}

/** The sets that hold a bound, and those that hold the bounds of hidden ones among them, which were found exactly. */
function holding(key: string, heldBy: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set([key]);
  for (const other of found) for (const next of heldBy.get(other) ?? []) found.add(next);
  return [...found];
}

function countsByKey({cells}: CellRegistry): Map<string, number | null> {
  return new Map(cells.flatMap(({hidden, keys, n}) => keys.map((key) => [key, hidden === null ? n : null] as const)));
}
