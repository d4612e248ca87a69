import type {Cell, TableData} from "../../release/tableData.js";
import {blankedValues} from "./rareValues.js";
import {patientsPerValue} from "./patientsPerValue.js";

/** The columns of `classifications` that tell a class. */
export interface ReleasedClasses {
  readonly value: Cell[];
  readonly status: Cell[];
  readonly possible: Cell[];
  readonly rule_id: Cell[];
  readonly missing: Cell[];
}

/**
 * Classes as released, system by system: one of fewer than k patients cannot be told, and its patients look like those whose
 * class could not be resolved. Rules, missing facts and sets of possible classes of fewer than k patients are not shown
 * either: possible is then every class of the system that is shown.
 */
export function rareClasses(
  {rows, columns}: Pick<TableData, "rows" | "columns">,
  persons: ArrayLike<number>,
  k: number
): ReleasedClasses {
  const [value, status, possible, ruleId, missing] = ["value", "status", "possible", "rule_id", "missing"].map((name) =>
    Array.from(columns[name])
  );
  const bySystem = new Map<Cell, number[]>();
  for (let row = 0; row < rows; ++row) {
    const own = bySystem.get(columns.system[row]);
    if (own) own.push(row);
    else bySystem.set(columns.system[row], [row]);
  }
  for (const own of bySystem.values()) {
    const who = own.map((row) => persons[row]);
    const rare = (cells: readonly Cell[]) => blankedValues(patientsPerValue(pick(cells, own), who), k);
    const classes = rare(value);
    for (const row of own)
      if (classes.has(value[row])) [value[row], status[row], ruleId[row]] = [null, "unresolved", null];
    for (const row of own)
      // The rule and the missing facts of one that could not be resolved would set it apart from one that was blanked.
      if (value[row] === null) [status[row], ruleId[row], missing[row]] = ["unresolved", null, null];
    for (const cells of [ruleId, missing]) {
      const hidden = rare(cells);
      for (const row of own) if (hidden.has(cells[row])) cells[row] = null;
    }
    const shown = [...new Set(pick(value, own))].filter((cell) => cell !== null).sort();
    const all = shown.join("|");
    const sets = own.map((row) =>
      value[row] === null
        ? all
        : String(possible[row])
            .split("|")
            .filter((d) => shown.includes(d))
            .join("|")
    );
    const counts = patientsPerValue(sets, who);
    own.forEach((row, i) => (possible[row] = counts.get(sets[i])! < k ? all : sets[i]));
  }
  return {value, status, possible, rule_id: ruleId, missing};
}

function pick(cells: readonly Cell[], rows: readonly number[]): Cell[] {
  return rows.map((row) => cells[row]);
}
