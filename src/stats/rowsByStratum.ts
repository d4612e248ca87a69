/** Rows of each stratum in ascending order of its code; all rows as one stratum where there is none. */
export function rowsByStratum(n: number, strata?: ArrayLike<number>): Int32Array[] {
  if (!strata) return [Int32Array.from({length: n}, (_, i) => i)];
  const rows = new Map<number, number[]>();
  for (let i = 0; i < n; ++i) {
    const own = rows.get(strata[i]);
    if (own) own.push(i);
    else rows.set(strata[i], [i]);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, own]) => Int32Array.from(own));
}

/** The values of some rows. */
export function gatherRows(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  const gathered = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; ++k) gathered[k] = values[rows[k]];
  return gathered;
}
