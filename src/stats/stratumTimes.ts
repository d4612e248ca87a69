/** Times numbered anew within each stratum. */
export interface StratumTimes {
  /** Distinct times of each stratum. */
  readonly widths: Int32Array;
  /** One array for each array of codes: the rank of each row's time among the times of its stratum. */
  readonly ranks: readonly Int32Array[];
}

/**
 * Ranks of times within strata, so that tables by time hold only the times of a stratum: with many small strata
 * (matched sets, centres) tables over all times would be strata × times large.
 *
 * @param codes time codes 0 … width − 1, one or more arrays with an element a row
 * @param strata stratum codes 0 … layers − 1
 */
export function stratumTimes(
  codes: readonly ArrayLike<number>[],
  width: number,
  strata: ArrayLike<number>,
  layers: number
): StratumTimes {
  const rows = strata.length;
  const items = rows * codes.length;
  const codeOf = (item: number) => codes[Math.floor(item / rows)][item % rows];
  const stratumOf = (item: number) => strata[item % rows];
  const byCode = countingSort(
    Uint32Array.from({length: items}, (_, i) => i),
    codeOf,
    width
  );
  const order = countingSort(byCode, stratumOf, layers);
  const widths = new Int32Array(layers);
  const ranks = codes.map(() => new Int32Array(rows));
  let [lastStratum, lastCode] = [-1, -1];
  for (const item of order) {
    const [stratum, code] = [stratumOf(item), codeOf(item)];
    if (stratum !== lastStratum || code !== lastCode) ++widths[stratum];
    [lastStratum, lastCode] = [stratum, code];
    ranks[Math.floor(item / rows)][item % rows] = widths[stratum] - 1;
  }
  return {widths, ranks};
}

/** Stable. */
function countingSort(items: Uint32Array, keyOf: (item: number) => number, keys: number): Uint32Array {
  const next = new Uint32Array(keys + 1);
  for (const item of items) ++next[keyOf(item) + 1];
  for (let key = 0; key < keys; ++key) next[key + 1] += next[key];
  const sorted = new Uint32Array(items.length);
  for (const item of items) sorted[next[keyOf(item)]++] = item;
  return sorted;
}
