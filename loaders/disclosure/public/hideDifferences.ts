import type {Cell} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {smallDifferences} from "./differences.js";
import {DisclosureError} from "../disclosureError.js";
import type {View} from "./view.js";

/**
 * Hides counts until no small difference follows from those shown: each time the count that takes part in most of them
 * for what it costs (a greedy cover). The small differences become cells of their own, which the linear programmes
 * watch.
 *
 * @returns how many counts were hidden
 * @throws {DisclosureError} if all that could be hidden must be shown
 */
export function hideDifferences(registry: CellRegistry, view: View): number {
  let open = smallDifferences(registry, view);
  let hidden = 0;
  for (const {shown, bits, k} of open) registry.addTable([...shown, registry.addDerived(bits, k)]);
  while (open.length > 0) {
    const taking = new Map<Cell, number>();
    for (const {shown} of open) for (const cell of shown) taking.set(cell, (taking.get(cell) ?? 0) + 1);
    const [chosen] = [...taking].reduce((best, next) => (isBetter(next, best) ? next : best));
    if (chosen.cost === Infinity) {
      const [{n, shown}] = open;
      throw new DisclosureError([
        `${n} patients follow from ${shown.map(({keys}) => keys[0] ?? "a difference").join(", ")}`
      ]);
    }
    chosen.hidden = "differencing";
    ++hidden;
    open = open.filter(({shown}) => !shown.includes(chosen));
  }
  return hidden;
}

function isBetter([a, many]: readonly [Cell, number], [b, few]: readonly [Cell, number]): boolean {
  const [gainA, gainB] = [many / hidingCost(a), few / hidingCost(b)];
  if (gainA !== gainB) return gainA > gainB;
  return a.n !== b.n ? a.n < b.n : a.id < b.id;
}

/** A residual category is missed less than any other. */
export function hidingCost({cost, residual}: Cell): number {
  return residual ? cost / 2 : cost;
}
