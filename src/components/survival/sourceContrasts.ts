import {type FollowUpTable, groupTotals, stratumOf} from "../../stats/followUpTable.js";
import type {CoxCoefficient} from "../../stats/coxTable.js";
import {groupHazards} from "../../stats/groupHazards.js";
import {type Pooled, poolEstimates} from "../../stats/poolEstimates.js";

/** One group against the reference in one source. */
export interface SourceContrast {
  readonly source: string;
  readonly group: {readonly n: number; readonly events: number};
  readonly reference: {readonly n: number; readonly events: number};
  readonly coefficient: CoxCoefficient;
}

/** One group against the reference in every source that has both, and how far the sources agree. */
export interface ContrastBySource {
  readonly label: string;
  readonly bySource: readonly SourceContrast[];
  /** Of the log ratios by inverse variance; null unless two sources have an estimate. */
  readonly pooled: Pooled | null;
}

/**
 * Hazard ratios of every group against group 0 in each source alone, with I² and Cochran’s Q between them. Sources
 * without patients of both groups do not appear.
 *
 * @param sources names of the table's strata
 * @param labels names of groups 1, 2 …
 */
export function sourceContrasts(
  table: FollowUpTable,
  sources: readonly string[],
  labels: readonly string[]
): ContrastBySource[] {
  const alone = sources.map((_, s) => groupHazards(stratumOf(table, s), {proportionality: false}));
  return labels.map((label, j) => {
    const bySource = sources.flatMap((source, s): SourceContrast[] => {
      const [group, reference] = [groupTotals(table, j + 1, s), groupTotals(table, 0, s)];
      if (group.n === 0 || reference.n === 0) return [];
      return [{source, group, reference, coefficient: alone[s].coefficients[j]}];
    });
    const estimated = bySource.flatMap(({coefficient: {estimate, stdErr}}) =>
      estimate === null || stdErr === null || !(stdErr > 0) ? [] : [{estimate, stdErr}]
    );
    return {
      label,
      bySource,
      pooled:
        estimated.length < 2
          ? null
          : poolEstimates(
              estimated.map((d) => d.estimate),
              estimated.map((d) => d.stdErr)
            )
    };
  });
}
