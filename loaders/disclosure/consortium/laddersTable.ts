import {disclosureLaddersTable} from "../../../src/model/tables.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";
import type {Policy} from "../policySchema.js";
import {generaliser} from "./generaliser.js";
import type {ReleasedPatients} from "./releasedPatients.js";

/** The table `disclosure_ladders`: every level of every quasi-identifier, what it costs and which was chosen. */
export function laddersTable({names, exact, levels}: ReleasedPatients, policy: Policy): TableData {
  const result = new TableBuilder(disclosureLaddersTable);
  names.forEach((attribute, q) => {
    const {from = 0, levels: ladder} = policy.quasi_identifiers[attribute];
    const entropy = entropyOf(exact[q]);
    ladder.forEach((level, i) => {
      const shown = exact[q].map(generaliser(level, exact[q]));
      result.push({
        attribute,
        level: i,
        name: level.name,
        searched: i >= from,
        chosen: levels[q] === i,
        n_values: new Set(shown.filter((cell) => cell !== null)).size,
        loss: entropy === 0 ? null : Number((1 - entropyOf(shown) / entropy).toPrecision(6))
      });
    });
  });
  return result.build();
}

/** Shannon entropy of a column in bits per row, unknown values being one. */
function entropyOf(cells: readonly Cell[]): number {
  const counts = new Map<Cell, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  let entropy = 0;
  for (const n of counts.values()) entropy -= (n / cells.length) * Math.log2(n / cells.length);
  return entropy;
}
