import type {ColumnArray} from "./cohortRows.js";

/** Patients per level or bin; the last entry counts those whose value is not known. */
export type Counts = ArrayLike<number>;

/** A variable whose members are to be counted by level, or by bin where edges are given. */
export interface FacetRequest {
  /** Column of the cohort extract. */
  readonly column: string;
  readonly edges?: readonly number[];
}

/**
 * Members of a cohort by code.
 *
 * @param codes position of each patient's level; −1 = not known
 * @param mask 1 for each member; null = all
 */
export function countCodes(codes: ColumnArray, levels: number, mask: Uint8Array | null): Uint32Array {
  const counts = new Uint32Array(levels + 1);
  if (mask === null) for (let i = 0; i < codes.length; ++i) ++counts[codes[i] < 0 ? levels : codes[i]];
  else for (let i = 0; i < codes.length; ++i) counts[codes[i] < 0 ? levels : codes[i]] += mask[i];
  return counts;
}

/**
 * The bin of each value: bins are [lower, upper), the last one closed; −1 for a value that is not known or outside.
 *
 * @param edges ascending, at most 128
 */
export function binCodes(values: ColumnArray, edges: readonly number[]): Int8Array {
  const last = edges.length - 2;
  const codes = new Int8Array(values.length).fill(-1);
  for (let i = 0; i < values.length; ++i) {
    const value = values[i];
    if (!(value >= edges[0] && value <= edges[last + 1])) continue;
    let bin = 0;
    while (bin < last && value >= edges[bin + 1]) ++bin;
    codes[i] = bin;
  }
  return codes;
}
