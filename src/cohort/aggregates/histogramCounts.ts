import type {HistogramBin} from "../../model/cohortResults.js";
import type {ColumnArray} from "../cohortRows.js";

/**
 * Patients between consecutive edges; bins are [lower, upper), the last one closed.
 *
 * @throws {RangeError} unless there are two or more finite, ascending edges
 */
export function histogramCounts(values: ColumnArray, edges: readonly number[], mask: Uint8Array): HistogramBin[] {
  if (edges.length < 2 || edges.some((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= edges[i - 1]))) {
    throw new RangeError(`invalid edges: ${edges.join(", ")}`);
  }
  const last = edges.length - 2;
  const counts = new Uint32Array(last + 1);
  for (let row = 0; row < mask.length; ++row) {
    const value = values[row];
    if (mask[row] === 0 || !(value >= edges[0] && value <= edges[last + 1])) continue;
    let bin = 0;
    while (bin < last && value >= edges[bin + 1]) ++bin;
    ++counts[bin];
  }
  return Array.from(counts, (n, i) => ({lower: edges[i], upper: edges[i + 1], n}));
}
