import type {Random} from "./random.js";

/**
 * Uniform numbers on [0, 1), one for each of `n` members in their order, spread evenly: one falls into each nth of the
 * interval, and every run of neighbours is spread nearly as evenly. Each number by itself is uniform, so that what is
 * drawn from it keeps its distribution; only the scatter of counts, means and quantiles over members shrinks.
 *
 * The order of the values is that of a van der Corput sequence with random permutations of its digits (Owen 1995),
 * turned by a random number of places. Decisions about the same members take different bases (primes): as in a Halton
 * sequence, their numbers are then also spread evenly in common.
 *
 * @param base a prime; small ones spread short runs better
 */
export function stratifiedUniforms(n: number, base: number, random: Random): number[] {
  const levels: number[][] = [];
  for (let cells = 1; cells < n; cells *= base) levels.push(permutation(base, random));
  const values = Array.from({length: n}, (_, i) => {
    let rest = i;
    let value = 0;
    for (const digits of levels) {
      value = value * base + digits[rest % base];
      rest = Math.floor(rest / base);
    }
    return value;
  });
  const turn = n > 0 ? random.integer(0, n - 1) : 0;
  const result = new Array<number>(n);
  values
    .map((_, i) => i)
    .sort((i, j) => values[i] - values[j])
    .forEach((member, rank) => {
      result[member] = (((rank + turn) % n) + random.uniform()) / n;
    });
  return result;
}

/**
 * Uniform numbers for all patients, stratified inside each group.
 *
 * @param groups the patients of every group, as positions, in the order in which neighbours are alike; together each once
 */
export function stratifiedWithin(groups: readonly (readonly number[])[], base: number, random: Random): number[] {
  const result: number[] = [];
  for (const members of groups) {
    const uniforms = stratifiedUniforms(members.length, base, random);
    members.forEach((patient, k) => {
      result[patient] = uniforms[k];
    });
  }
  return result;
}

/**
 * `n` values of a distribution, stratified without knowing its quantile function: of many draws in ascending order one
 * out of every few is kept. Ascending.
 */
export function stratifiedSample(n: number, draw: () => number, random: Random): number[] {
  const candidates = Array.from({length: n * drawsPerValue}, draw).sort((a, b) => a - b);
  return Array.from({length: n}, (_, i) => candidates[i * drawsPerValue + random.integer(0, drawsPerValue - 1)]);
}

const drawsPerValue = 16;

function permutation(n: number, random: Random): number[] {
  return shuffle(
    Array.from({length: n}, (_, i) => i),
    random
  );
}

/** Puts the items in random order, in place (Fisher and Yates). */
export function shuffle<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; --i) {
    const j = random.integer(0, i);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

/** Positions of the items that share a key, keys in the order of their first appearance. */
export function positionsBy<T>(items: readonly T[], key: (item: T) => string): number[][] {
  const groups = new Map<string, number[]>();
  items.forEach((item, i) => {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(i);
    else groups.set(name, [i]);
  });
  return [...groups.values()];
}
