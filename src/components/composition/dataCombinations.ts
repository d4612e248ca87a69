import type {UpsetCombination} from "../../charts/upsetPlot.js";
import type {CohortRows} from "../../cohort/cohortRows.js";

/** A kind of data, and whether a patient has it: 1 or 0. */
export interface DataKind {
  readonly label: string;
  readonly has: ArrayLike<number>;
}

/** Kinds of data beyond which the table of all their combinations is too large. */
const maxKinds = 16;

/**
 * Patients by exactly the kinds of data that they have, most patients first; by part beside the sum.
 *
 * @throws {RangeError} on more than 16 kinds
 */
export function dataCombinations(
  kinds: readonly DataKind[],
  part: ArrayLike<number>,
  parts: number
): UpsetCombination[] {
  if (kinds.length > maxKinds) throw new RangeError(`invalid number of kinds of data: ${kinds.length}`);
  const masks = new Uint16Array(part.length);
  kinds.forEach(({has}, k) => {
    for (let i = 0; i < masks.length; ++i) masks[i] |= has[i] << k;
  });
  const counts = new Float64Array(parts << kinds.length);
  for (let i = 0; i < masks.length; ++i) if (part[i] >= 0) ++counts[masks[i] * parts + part[i]];
  const combinations: UpsetCombination[] = [];
  for (let mask = 0; mask < 1 << kinds.length; ++mask) {
    const own = [...counts.subarray(mask * parts, (mask + 1) * parts)];
    const n = own.reduce((a, b) => a + b, 0);
    if (n > 0) combinations.push({sets: kinds.flatMap((_, k) => (mask & (1 << k) ? [k] : [])), n, parts: own});
  }
  return combinations.sort((a, b) => b.n - a.n || b.sets.length - a.sets.length);
}

/** Whether a number is known. */
export function isPresent(values: Float64Array): Uint8Array {
  const present = new Uint8Array(values.length);
  for (let i = 0; i < values.length; ++i) present[i] = Number(!Number.isNaN(values[i]));
  return present;
}

/** Whether a category is the level of this code; null: whether it is known. */
export function isLevel({codes, levels}: ReturnType<CohortRows["category"]>, code: string | null): Uint8Array {
  const wanted = levels.findIndex((level) => level.code === code);
  const is = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; ++i) is[i] = Number(codes[i] >= 0 && (code === null || codes[i] === wanted));
  return is;
}
