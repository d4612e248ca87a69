import type {UpsetCombination} from "../../charts/upsetPlot.js";
import type {CohortRows} from "../../cohort/cohortRows.js";

/** A kind of data, and whether a patient has it: 1 or 0. */
export interface DataKind {
  readonly label: string;
  readonly has: ArrayLike<number>;
}

/** Patients by exactly the kinds of data that they have, most patients first; by part beside the sum. */
export function dataCombinations(
  kinds: readonly DataKind[],
  part: ArrayLike<number>,
  parts: number
): UpsetCombination[] {
  if (kinds.length > 30) throw new RangeError(`invalid number of kinds of data: ${kinds.length}`);
  const counts = new Map<number, number[]>();
  for (let i = 0; i < part.length; ++i) {
    let key = 0;
    for (let k = 0; k < kinds.length; ++k) if (kinds[k].has[i] === 1) key |= 1 << k;
    let own = counts.get(key);
    if (own === undefined) counts.set(key, (own = new Array<number>(parts).fill(0)));
    if (part[i] >= 0) ++own[part[i]];
  }
  return [...counts]
    .map(([key, own]) => ({
      sets: kinds.flatMap((_, k) => (key & (1 << k) ? [k] : [])),
      n: own.reduce((a, b) => a + b, 0),
      parts: own
    }))
    .sort((a, b) => b.n - a.n || b.sets.length - a.sets.length);
}

/** Whether a number is known. */
export function isPresent(values: Float64Array): Uint8Array {
  return Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
}

/** Whether a category is known, or is one of its levels. */
export function isLevel({codes, levels}: ReturnType<CohortRows["category"]>, code: string | null): Uint8Array {
  const wanted = code === null ? -1 : levels.findIndex((level) => level.code === code);
  return Uint8Array.from(codes, (own) => Number(code === null ? own >= 0 : own === wanted && wanted >= 0));
}
