import {type Bits, countCommon, difference, isSubset, union} from "./bits.js";
import type {Cell} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import type {View} from "./view.js";

/** Shown counts from which a count of fewer than k patients follows by adding and subtracting. */
export interface Difference {
  /** Hiding any of them stops it. */
  readonly shown: readonly Cell[];
  /** Patients who could be counted. */
  readonly bits: Bits;
  readonly n: number;
  readonly k: number;
}

/**
 * Small differences of shown counts: B ∖ A for every pair A ⊂ B of all sets, what a total has besides all of its parts,
 * and what a total has besides two sets whose intersection is shown too.
 */
export function smallDifferences(registry: CellRegistry, view: View): Difference[] {
  return [...nested(registry, view), ...rests(registry, view), ...outsideOfTwo(registry, view)];
}

/** Sorted by size, only sets of nearly the same size have to be compared: a few of thousands. */
function nested({cells}: CellRegistry, view: View): Difference[] {
  // The empty set is part of every other, which is then a small cell itself.
  const candidates = cells.filter((cell) => cell.hidden === null && view.n(cell) > 0);
  const shown = candidates.sort((a, b) => view.n(a) - view.n(b) || a.id - b.id);
  const widest = shown.reduce((k, cell) => Math.max(k, cell.k), 0);
  const found: Difference[] = [];
  for (const [i, a] of shown.entries()) {
    const bits = view.bits(a);
    for (let j = i + 1; j < shown.length; ++j) {
      const b = shown[j];
      const n = view.n(b) - view.n(a);
      if (n >= widest) break;
      const k = Math.max(a.k, b.k);
      if (n === 0 || n >= k || !isSubset(bits, view.bits(b))) continue;
      found.push({shown: [a, b], bits: difference(view.bits(b), bits), n, k});
    }
  }
  return found;
}

function rests({lines}: CellRegistry, view: View): Difference[] {
  return lines.flatMap(({parent, children}) => {
    const shown = [parent, ...children];
    if (children.length < 2 || shown.some((cell) => cell.hidden !== null)) return [];
    const n = view.n(parent) - children.reduce((sum, cell) => sum + view.n(cell), 0);
    const k = Math.max(...shown.map((cell) => cell.k));
    if (n <= 0 || n >= k) return [];
    const parts = union(children.map(view.bits), parent.bits.length);
    return [{shown, bits: difference(view.bits(parent), parts), n, k}];
  });
}

/** |N ∖ (A ∪ B)| = |N| − |A| − |B| + |A ∩ B|, in every table that shows all four. */
function outsideOfTwo({tables}: CellRegistry, view: View): Difference[] {
  const found: Difference[] = [];
  for (const {cells} of tables) {
    const shown = cells.filter((cell) => cell.hidden === null && view.n(cell) > 0);
    if (shown.length < 4) continue;
    const above = shown.map((cell) =>
      shown.filter((other) => other !== cell && isSubset(view.bits(cell), view.bits(other)))
    );
    for (const [c, common] of shown.entries()) {
      for (const [i, a] of above[c].entries()) {
        for (const b of above[c].slice(i + 1)) {
          if (countCommon(view.bits(a), view.bits(b)) !== view.n(common)) continue;
          const both = view.n(a) + view.n(b) - view.n(common);
          for (const total of above[shown.indexOf(a)]) {
            const n = view.n(total) - both;
            const k = Math.max(common.k, a.k, b.k, total.k);
            if (n <= 0 || n >= k || !above[shown.indexOf(b)].includes(total)) continue;
            const bits = difference(view.bits(total), union([view.bits(a), view.bits(b)], total.bits.length));
            found.push({shown: [common, a, b, total], bits, n, k});
          }
        }
      }
    }
  }
  return found;
}
