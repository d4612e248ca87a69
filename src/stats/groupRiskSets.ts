import type {RiskSet} from "./coxRiskSets.js";
import type {FollowUpTable} from "./followUpTable.js";

/** Visits the risk set of each event time; `deaths` are those of each group. The visited objects are reused. */
export function forEachTime(
  {groups, strata}: FollowUpTable,
  beta: Float64Array,
  visit: (set: RiskSet, deaths: Float64Array) => void
): void {
  const p = groups - 1;
  const risk = Float64Array.from({length: groups}, (_, g) => (g === 0 ? 1 : Math.exp(beta[g - 1])));
  const size = (p * (p + 1)) / 2;
  const sums = () => new Float64Array(p);
  const [s2, d2] = [new Float64Array(size), new Float64Array(size)];
  const set: RiskSet = {stratum: 0, code: 0, first: 0, end: 0, deaths: 0, deathWeight: 0, s0: 0, s1: sums(), s2, d0: 0, d1: sums(), d2}; // prettier-ignore
  const deaths = new Float64Array(groups);
  strata.forEach(({width, exits, entries, start}, s) => {
    const atRisk = Float64Array.from(start);
    set.stratum = s;
    for (let t = 0; t < width; ++t) {
      let total = 0;
      for (let g = 0; g < groups; ++g) total += deaths[g] = exits[2 * (g * width + t) + 1];
      if (total > 0) {
        set.code = t;
        set.deaths = set.deathWeight = total;
        set.s0 = set.d0 = 0;
        for (let g = 0; g < groups; ++g) {
          const [all, dead] = [atRisk[g] * risk[g], deaths[g] * risk[g]];
          set.s0 += all;
          set.d0 += dead;
          if (g === 0) continue;
          // Indicators of groups exclude each other: second moments stand on the diagonal only.
          const diagonal = (g * (g + 1)) / 2 - 1;
          set.s1[g - 1] = s2[diagonal] = all;
          set.d1[g - 1] = d2[diagonal] = dead;
        }
        visit(set, deaths);
      }
      for (let g = 0; g < groups; ++g) {
        const cell = g * width + t;
        atRisk[g] -= exits[2 * cell] + exits[2 * cell + 1];
        if (entries) atRisk[g] += entries[cell];
      }
    }
  });
}
