import type {Cell} from "../../release/tableData.js";
import {compareCells} from "../../release/tableData.js";
import {patientsPerValue} from "./patientsPerValue.js";

/** Values of fewer than k patients. */
export function rareValues(counts: ReadonlyMap<Cell, number>, k: number): Set<Cell> {
  return new Set([...counts].filter(([value, n]) => value !== null && n < k).map(([value]) => value));
}

/**
 * Values to be blanked so that nobody's can be told: those of fewer than k patients, and if these and the unknown make fewer
 * than k together, the next rarest too until they do.
 */
export function blankedValues(counts: ReadonlyMap<Cell, number>, k: number): Set<Cell> {
  const blanked = rareValues(counts, k);
  if (blanked.size === 0) return blanked;
  let hidden = counts.get(null) ?? 0;
  for (const value of blanked) hidden += counts.get(value)!;
  const others = [...counts].filter(([value]) => value !== null && !blanked.has(value));
  others.sort(([a, m], [b, n]) => m - n || compareCells(a, b));
  for (const [value, n] of others) {
    if (hidden >= k) break;
    blanked.add(value);
    hidden += n;
  }
  return blanked;
}

/** Blanks rare values of a column; within each value of another column where one is given. */
export function blankRare(
  cells: ArrayLike<Cell>,
  persons: ArrayLike<number>,
  k: number,
  within?: ArrayLike<Cell>
): Cell[] {
  const result: Cell[] = Array.from(cells);
  for (const rows of groupedRows(cells.length, within)) {
    const own = rows.map((row) => cells[row]);
    const blanked = blankedValues(
      patientsPerValue(
        own,
        rows.map((row) => persons[row])
      ),
      k
    );
    if (blanked.size > 0) for (const row of rows) if (blanked.has(cells[row])) result[row] = null;
  }
  return result;
}

/** Blanks a whole column if any of its values has fewer than k patients: blanking those alone would show who they are. */
export function blankFlag(cells: ArrayLike<Cell>, persons: ArrayLike<number>, k: number): Cell[] {
  const rare = rareValues(patientsPerValue(cells, persons), k).size > 0;
  return rare ? new Array<Cell>(cells.length).fill(null) : Array.from(cells);
}

function groupedRows(rows: number, within: ArrayLike<Cell> | undefined): number[][] {
  const all = Array.from({length: rows}, (_, row) => row);
  if (within === undefined) return [all];
  const groups = new Map<Cell, number[]>();
  for (const row of all) {
    const group = groups.get(within[row]);
    if (group) group.push(row);
    else groups.set(within[row], [row]);
  }
  return [...groups.values()];
}
