/**
 * The order of rows by the whole numbers of their key, the first key column first; rows of equal keys by their other
 * texts, so that the order does not depend on that in which they came. A row without a key comes first.
 *
 * @param keys cells of the key's columns
 * @param all cells of all columns
 * @returns rows to keep in order, their places in it counted from 1, and the places of those whose key was before
 */
export function orderOf(
  keys: readonly (readonly string[])[],
  all: readonly (readonly string[])[]
): {order: Uint32Array; places: Uint32Array; repeated: number[]} {
  const n = keys[0].length;
  const numbers = keys.map((cells) => Float64Array.from(cells, (cell) => (cell === "" ? -Infinity : Number(cell))));
  const compareKeys = (a: number, b: number): number => {
    for (const [i, values] of numbers.entries()) {
      if (values[a] !== values[b]) return values[a] < values[b] ? -1 : 1;
      // Beyond 2^53 two numbers may look equal.
      if (keys[i][a] !== keys[i][b]) return keys[i][a] < keys[i][b] ? -1 : 1;
    }
    return 0;
  };
  const compareTexts = (a: number, b: number): number => {
    for (const cells of all) if (cells[a] !== cells[b]) return cells[a] < cells[b] ? -1 : 1;
    return 0;
  };
  const sorted = Uint32Array.from({length: n}, (_, row) => row).sort((a, b) => compareKeys(a, b) || compareTexts(a, b));
  const repeated: number[] = [];
  const places: number[] = [];
  const order = sorted.filter((row, at) => {
    const twice = at > 0 && keys[0][row] !== "" && compareKeys(sorted[at - 1], row) === 0;
    (twice ? repeated : places).push(at + 1);
    return !twice;
  });
  return {order, places: Uint32Array.from(places), repeated};
}
