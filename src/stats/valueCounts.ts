import {StatsInputError} from "./errors.js";

/** A measurement in groups as counts of its distinct values: enough for quartiles, moments and ranks. */
export interface ValueCounts {
  /** Distinct values of all groups, ascending. */
  readonly values: Float64Array;
  /** By group: how many have each value. */
  readonly counts: readonly Float64Array[];
  /** By group: how many have none. */
  readonly missing: Float64Array;
}

/** Steps per unit that are tried before values are sorted. */
const scales = [1, 10, 100, 1000];
/** Cells of the table of counts up to which counting beats sorting. */
const maxCells = 4e6;

/**
 * Counts the distinct values of groups. `group[i]` is the group of value i, from 0; −1 is none, and the value is not
 * counted. NaN is missing. Values with few decimals are counted in one pass, others sorted: n log n.
 *
 * @throws {StatsInputError} on unequal lengths, an infinite value, or a group that is not −1, 0, … groups − 1, with its index
 */
export function valueCounts(values: ArrayLike<number>, group: ArrayLike<number>, groups: number): ValueCounts {
  if (values.length !== group.length) {
    throw new StatsInputError(`length mismatch: ${values.length} values, ${group.length} groups`);
  }
  const missing = new Float64Array(groups);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; ++i) {
    const [value, g] = [values[i], group[i]];
    if (g === -1) continue;
    if (!(Number.isInteger(g) && g >= 0 && g < groups))
      throw new StatsInputError(`invalid group at index ${i}: ${g}`, i);
    if (Number.isNaN(value)) ++missing[g];
    else if (!Number.isFinite(value)) throw new StatsInputError(`invalid value at index ${i}: ${value}`, i);
    else {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return {values: new Float64Array(0), counts: empty(groups, 0), missing};
  for (const scale of scales) {
    const counted = byStep(values, group, groups, {low, high, scale});
    if (counted !== null) return {...counted, missing};
  }
  return {...bySorting(values, group, groups), missing};
}

type Counted = Omit<ValueCounts, "missing">;

/** Null where two values fall into one step, or the steps are too many. */
function byStep(
  values: ArrayLike<number>,
  group: ArrayLike<number>,
  groups: number,
  {low, high, scale}: {low: number; high: number; scale: number}
): Counted | null {
  const first = Math.round(low * scale);
  const steps = Math.round(high * scale) - first + 1;
  if (!(steps * groups <= maxCells)) return null;
  const own = new Float64Array(steps).fill(NaN);
  const table = new Float64Array(steps * groups);
  for (let i = 0; i < values.length; ++i) {
    const [value, g] = [values[i], group[i]];
    if (g === -1 || Number.isNaN(value)) continue;
    const step = Math.round(value * scale) - first;
    if (Number.isNaN(own[step])) own[step] = value;
    else if (own[step] !== value) return null;
    ++table[g * steps + step];
  }
  const found = own.reduce((n, value) => n + (Number.isNaN(value) ? 0 : 1), 0);
  const distinct = new Float64Array(found);
  const counts = empty(groups, found);
  for (let step = 0, k = 0; step < steps; ++step) {
    if (Number.isNaN(own[step])) continue;
    distinct[k] = own[step];
    for (let g = 0; g < groups; ++g) counts[g][k] = table[g * steps + step];
    ++k;
  }
  return {values: distinct, counts};
}

function bySorting(values: ArrayLike<number>, group: ArrayLike<number>, groups: number): Counted {
  const sizes = new Float64Array(groups);
  const isCounted = (i: number) => group[i] !== -1 && !Number.isNaN(values[i]);
  for (let i = 0; i < values.length; ++i) if (isCounted(i)) ++sizes[group[i]];
  const samples = Array.from(sizes, (size) => new Float64Array(size));
  sizes.fill(0);
  for (let i = 0; i < values.length; ++i) if (isCounted(i)) samples[group[i]][sizes[group[i]]++] = values[i];
  for (const sample of samples) sample.sort();
  const all = new Float64Array(sizes.reduce((a, b) => a + b, 0));
  let start = 0;
  for (const sample of samples) {
    all.set(sample, start);
    start += sample.length;
  }
  all.sort();
  const distinct = all.filter((value, i) => i === 0 || value !== all[i - 1]);
  const counts = empty(groups, distinct.length);
  samples.forEach((sample, g) => {
    for (let i = 0, k = 0; i < sample.length; ++i) {
      while (distinct[k] !== sample[i]) ++k;
      ++counts[g][k];
    }
  });
  return {values: distinct, counts};
}

function empty(groups: number, length: number): Float64Array[] {
  return Array.from({length: groups}, () => new Float64Array(length));
}
