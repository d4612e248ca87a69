import type {Cell} from "../../release/tableData.js";

/** A combination of values that few patients share, of which no part is as rare already. */
export interface RareCombination {
  readonly text: string;
  readonly n: number;
}

/**
 * Minimal rare combinations: values of up to `most` columns that fewer than k rows share, and of which no fewer values are
 * rare (minimal sample uniques for k = 2: Elliot, Manning, Ford, SUDA, 2002). Null is no value that anybody knows.
 *
 * @param withColumn only combinations that have this column
 * @returns the combinations, and the rows that have one
 */
export function rareCombinations(
  names: readonly string[],
  columns: readonly (readonly Cell[])[],
  k: number,
  most: number,
  withColumn?: number
): {combinations: RareCombination[]; rows: ReadonlySet<number>} {
  const combinations: RareCombination[] = [];
  const rows = new Set<number>();
  // Rows that a smaller combination marks, by its columns: what contains one of these is not minimal.
  const marked = new Map<string, Set<number>>();
  const size = columns[0]?.length ?? 0;
  for (const chosen of choices(names.length, most)) {
    const groups = new Map<string, number[]>();
    for (let row = 0; row < size; ++row) {
      if (chosen.some((c) => columns[c][row] === null)) continue;
      const key = chosen.map((c) => String(columns[c][row])).join("\u0000");
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    const own = new Set<number>();
    marked.set(chosen.join(), own);
    const parts =
      chosen.length === 1
        ? []
        : choices(chosen.length, chosen.length - 1).map((part) => marked.get(part.map((p) => chosen[p]).join()));
    for (const group of groups.values()) {
      if (group.length >= k) continue;
      const [first] = group;
      if (parts.some((part) => part?.has(first))) continue;
      for (const row of group) own.add(row);
      if (withColumn !== undefined && !chosen.includes(withColumn)) continue;
      for (const row of group) rows.add(row);
      combinations.push({
        text: chosen.map((c) => `${names[c]} ${String(columns[c][first])}`).join(", "),
        n: group.length
      });
    }
  }
  return {combinations, rows};
}

/** All choices of 1 to `most` positions, smaller ones first. */
function choices(n: number, most: number): number[][] {
  let last: number[][] = [[]];
  const all: number[][] = [];
  for (let size = 1; size <= Math.min(most, n); ++size) {
    last = last.flatMap((chosen) =>
      Array.from({length: n - (chosen.at(-1) ?? -1) - 1}, (_, i) => [...chosen, (chosen.at(-1) ?? -1) + 1 + i])
    );
    all.push(...last);
  }
  return all;
}
