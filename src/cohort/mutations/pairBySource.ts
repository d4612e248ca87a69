import {breslowDay} from "../../stats/breslowDay.js";
import type {TwoByTwo} from "../../stats/countsInput.js";
import {mantelHaenszel, type MantelHaenszelResult} from "../../stats/mantelHaenszel.js";
import {type Pooled, poolEstimates} from "../../stats/poolEstimates.js";
import type {AlterationFacts} from "./alterationBits.js";
import {association, type Association} from "./association.js";

/** Two alterations in the patients of one source who were tested for both. */
export interface PairInSource extends Association {
  readonly source: string;
  /** Standard error of the log odds ratio (Woolf); null where a cell is empty. */
  readonly stdErr: number | null;
}

/** Two alterations source by source, together, and how far the sources agree. */
export interface PairBySource {
  /** Sources with patients tested for both, in their order. */
  readonly bySource: readonly PairInSource[];
  /** Mantel–Haenszel odds ratio and the Cochran–Mantel–Haenszel test without correction, within sources. */
  readonly pooled: MantelHaenszelResult;
  /** Breslow–Day test with Tarone’s correction that the sources share one odds ratio; null where it cannot be made. */
  readonly heterogeneityP: number | null;
  /** I² and Cochran’s Q of the log odds ratios by inverse variance; null unless two sources have one. */
  readonly agreement: Pooled | null;
}

/** 2×2 tables [[both, first only], [second only, neither]] of members tested for both, one a source. */
export function pairTablesBySource(
  first: AlterationFacts,
  second: AlterationFacts,
  source: {readonly codes: ArrayLike<number>; readonly levels: readonly unknown[]},
  members: ArrayLike<number>
): TwoByTwo[] {
  const counts = source.levels.map(() => [0, 0, 0, 0]);
  for (let i = 0; i < members.length; ++i) {
    if (members[i] !== 1 || source.codes[i] < 0 || first.tested[i] !== 1 || second.tested[i] !== 1) continue;
    ++counts[source.codes[i]][2 * (1 - first.mutated[i]) + (1 - second.mutated[i])];
  }
  return counts.map(([a, b, c, d]): TwoByTwo => [[a, b], [c, d]]); // prettier-ignore
}

/** The odds ratio of two alterations in each source and within all of them. */
export function pairBySource(tables: readonly TwoByTwo[], names: readonly string[]): PairBySource {
  const bySource = tables.flatMap((table, s): PairInSource[] => {
    const cells = table.flat();
    if (cells.every((count) => count === 0)) return [];
    const stdErr = cells.every((count) => count > 0) ? Math.sqrt(cells.reduce((sum, d) => sum + 1 / d, 0)) : null;
    return [{source: names[s], stdErr, ...association([table], false)}];
  });
  const known = bySource.filter(({stdErr}) => stdErr !== null);
  return {
    bySource,
    pooled: mantelHaenszel(tables),
    heterogeneityP: breslowDay(tables).pTarone,
    agreement:
      known.length < 2
        ? null
        : poolEstimates(
            known.map(({oddsRatio}) => Math.log(oddsRatio!)),
            known.map(({stdErr}) => stdErr!)
          )
  };
}
