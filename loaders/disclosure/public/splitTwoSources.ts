import {compareText} from "../../release/textOrder.js";
import {areDisjoint} from "./bits.js";
import type {CellRegistry} from "./cellRegistry.js";
import type {SourceMembers} from "./protectCells.js";
import {clausesOf} from "./setClauses.js";

/**
 * Registers, for every count of two sources of which the rows of one are public, the count of the other: whoever has those
 * rows works it out, so that it is published and stands or falls by its own rules, and the total says nothing new.
 */
export function splitTwoSources(registry: CellRegistry, sources: readonly SourceMembers[]): void {
  for (const cell of [...registry.cells]) {
    const inside = sources.filter((source) => !areDisjoint(source.bits, cell.bits));
    const others = inside.filter(({known}) => !known);
    if (inside.length !== 2 || others.length !== 1 || cell.keys.length === 0) continue;
    const clauses = clausesOf(cell.keys[0]).filter((clause) => !clause.startsWith("source_id="));
    const own = registry.add([...clauses, `source_id=${others[0].id}`].sort(compareText).join(" & "));
    registry.addTable([cell, own]);
  }
}
