import type {AlterationFacts} from "./alterationBits.js";
import type {GroupCounts} from "./subgroupContrast.js";

/**
 * Patients mutated and tested for an alteration by stratum in two groups.
 *
 * @param group 0 or 1 by patient, anything else for patients in neither
 * @param strata stratum by patient; patients with a negative one are left out
 */
export function countsByStratum(
  {mutated, tested}: AlterationFacts,
  group: ArrayLike<number>,
  strata: ArrayLike<number>,
  count: number
): GroupCounts[] {
  const found = new Int32Array(2 * count);
  const known = new Int32Array(2 * count);
  for (let i = 0; i < tested.length; ++i) {
    if (tested[i] === 0 || strata[i] < 0) continue;
    const g = group[i];
    if (g !== 0 && g !== 1) continue;
    const cell = 2 * strata[i] + g;
    ++known[cell];
    found[cell] += mutated[i];
  }
  return Array.from({length: count}, (_, s) => ({
    mutated: [found[2 * s], found[2 * s + 1]],
    tested: [known[2 * s], known[2 * s + 1]]
  }));
}
