import {quickselect} from "d3-array";
import type {NumericSummary} from "../../model/cohortResults.js";
import type {ColumnArray} from "../cohortRows.js";
import {type Coded, slotOf} from "./coded.js";

/** Five-number summaries by group, quantiles of type 7; groups without patients are left out if anything is grouped. */
export function numericSummaries(groups: Coded, values: ColumnArray, mask: Uint8Array): NumericSummary[] {
  const sizes = new Uint32Array(groups.levels.length);
  const known = new Uint32Array(groups.levels.length);
  for (let row = 0; row < mask.length; ++row) {
    if (mask[row] === 0) continue;
    const slot = slotOf(groups, row);
    ++sizes[slot];
    if (!Number.isNaN(values[row])) ++known[slot];
  }
  const parts = Array.from(known, (n) => new Float64Array(n));
  const filled = new Uint32Array(parts.length);
  for (let row = 0; row < mask.length; ++row) {
    if (mask[row] === 0 || Number.isNaN(values[row])) continue;
    const slot = slotOf(groups, row);
    parts[slot][filled[slot]++] = values[row];
  }
  return groups.levels.flatMap((group, i) => {
    if (sizes[i] === 0 && groups.codes !== null) return [];
    const [minimum, q1, median, q3, maximum] = quantiles(parts[i], [0, 0.25, 0.5, 0.75, 1]);
    return [{group, n: known[i], missing: sizes[i] - known[i], minimum, q1, median, q3, maximum}];
  });
}

/** Quantiles of type 7 at ascending shares; null without values. Reorders the values. */
function quantiles(values: Float64Array, shares: readonly number[]): (number | null)[] {
  const last = values.length - 1;
  if (last < 0) return shares.map(() => null);
  // Everything left of `from` is known to be no greater than what is right of it.
  let from = 0;
  const valueAt = (k: number): number => {
    if (k > from || from === 0) quickselect(values, k, from, last);
    from = k;
    return values[k];
  };
  return shares.map((share) => {
    const place = share * last;
    const lower = Math.floor(place);
    const value = valueAt(lower);
    return place === lower ? value : value + (place - lower) * (valueAt(lower + 1) - value);
  });
}
