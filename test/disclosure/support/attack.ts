import loadHighs from "highs";
import type {CellRegistry} from "../../../loaders/disclosure/public/cellRegistry.js";
import {isSubset} from "../../../loaders/disclosure/public/bits.js";

/** Bounds that an attacker finds. */
export interface Attacked {
  readonly key: string;
  readonly n: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * An attacker who writes down everything that is shown in one system: patients are alike who are in the same published
 * sets, every shown count is the sum of its kinds of patients. Bounds of each hidden count and of each small difference of
 * two published sets. Knows nothing of how the release was made.
 */
export async function attack(registry: CellRegistry): Promise<Attacked[]> {
  const highs = await loadHighs();
  const sets = registry.cells.filter(({keys}) => keys.length > 0);
  const kinds = new Map<string, number[]>();
  for (let i = 0; i < registry.context.patients; ++i) {
    const inside = sets.flatMap(({bits}, s) => ((bits[i >>> 5] >>> (i & 31)) & 1 ? [s] : []));
    kinds.set(inside.join(), inside);
  }
  const all = [...kinds.values()];
  const sum = (test: (inside: number[]) => boolean) =>
    all.flatMap((inside, x) => (test(inside) ? [`x${x}`] : [])).join(" + ");
  const rows = sets.flatMap(({hidden, n}, s) => {
    const terms = sum((inside) => inside.includes(s));
    if (terms === "") return [];
    return [hidden === null ? `${terms} = ${n}` : `${terms} >= 1`];
  });
  const targets: {key: string; n: number; terms: string}[] = sets.flatMap(({hidden, keys, n}, s) =>
    hidden === null || n === 0 ? [] : [{key: keys[0], n, terms: sum((inside) => inside.includes(s))}]
  );
  for (const [a, small] of sets.entries()) {
    for (const [b, large] of sets.entries()) {
      const n = large.n - small.n;
      if (n <= 0 || n >= large.k || !isSubset(small.bits, large.bits)) continue;
      const terms = sum((inside) => inside.includes(b) && !inside.includes(a));
      targets.push({key: `${large.keys[0]} − ${small.keys[0]}`, n, terms});
    }
  }
  return targets.map(({key, n, terms}) => {
    const [lower, upper] = ["Minimize", "Maximize"].map((sense) => {
      const problem = `${sense}\n obj: ${terms}\nSubject To\n${rows.map((row, r) => ` r${r}: ${row}`).join("\n")}\nEnd`;
      const {ObjectiveValue, Status} = highs.solve(problem, {output_flag: false});
      return Status === "Optimal" ? ObjectiveValue : sense === "Minimize" ? 0 : registry.context.patients;
    });
    return {key, n, lower, upper};
  });
}
