import type {Random} from "../random.js";
import {arms, strata, type Arm, type Stratum} from "./ratifyTruth.js";

/**
 * Allots the patients, in their order, to the arms by permuted blocks within each stratum. Blocks still open at the end
 * decide the sizes of the arms; these are published and not left to chance, so lists are drawn until they have them.
 *
 * @param sizes published number of patients of each arm
 * @throws {Error} if no list has the sizes
 */
export function randomiseArms(
  order: readonly Stratum[],
  blockSize: number,
  sizes: Readonly<Record<Arm, number>>,
  random: Random
): Arm[] {
  for (let attempt = 0; attempt < 10000; ++attempt) {
    const lists = new Map(strata.map((stratum) => [stratum, permutedBlocks(order.length, blockSize, random)]));
    const next = new Map(strata.map((stratum) => [stratum, 0]));
    const allotted = order.map((stratum) => {
      const place = next.get(stratum)!;
      next.set(stratum, place + 1);
      return lists.get(stratum)![place];
    });
    if (arms.every((arm) => allotted.filter((d) => d === arm).length === sizes[arm])) return allotted;
  }
  throw new Error("invalid calibration: no list of permuted blocks has the sizes of the arms");
}

/** A list of at least `n` places, every `size` of which hold both arms alike. */
function permutedBlocks(n: number, size: number, random: Random): Arm[] {
  const list: Arm[] = [];
  while (list.length < n) {
    const block = Array.from({length: size}, (_, i) => arms[i % arms.length]);
    for (let i = block.length - 1; i > 0; --i) {
      const j = random.integer(0, i);
      [block[i], block[j]] = [block[j], block[i]];
    }
    list.push(...block);
  }
  return list;
}
