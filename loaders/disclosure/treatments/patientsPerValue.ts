import type {Cell} from "../../release/tableData.js";

/**
 * Distinct patients per value of a column, null included.
 *
 * @param persons the patient of every row, as a number
 */
export function patientsPerValue(cells: ArrayLike<Cell>, persons: ArrayLike<number>): Map<Cell, number> {
  const seen = new Map<Cell, Set<number>>();
  for (let i = 0; i < cells.length; ++i) {
    let set = seen.get(cells[i]);
    if (set === undefined) seen.set(cells[i], (set = new Set()));
    set.add(persons[i]);
  }
  return new Map([...seen].map(([value, set]) => [value, set.size]));
}
