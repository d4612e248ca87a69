import {sortedQuantile} from "../../stats/quantile.js";
import type {CallColumns} from "./callColumns.js";

/** Variant allele frequencies of one gene: the largest of each patient's calls. */
export interface GeneFrequencies {
  readonly gene: string;
  /** Patients of the cohort with a call. */
  readonly called: number;
  /** One per patient whose frequency is known, ascending, 0–1. */
  readonly values: Float64Array;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
}

/**
 * Variant allele frequencies by gene in a cohort, genes with most patients first. Duplications are left out: the share of
 * reads that carry one is not comparable with that of a small variant.
 */
export function vafByGene(calls: CallColumns, members: ArrayLike<number>): GeneFrequencies[] {
  const duplication = calls.consequences.map((code) => code === "ITD" || code === "PTD");
  return calls.genes
    .map((gene, g) => frequenciesOf(gene, calls, calls.starts[g], calls.starts[g + 1], members, duplication))
    .filter(({called}) => called > 0)
    .sort((a, b) => b.called - a.called || (a.gene < b.gene ? -1 : 1));
}

function frequenciesOf(
  gene: string,
  {rows, vaf, consequence}: CallColumns,
  from: number,
  until: number,
  members: ArrayLike<number>,
  duplication: readonly boolean[]
): GeneFrequencies {
  const values = new Float64Array(until - from);
  let [called, known] = [0, 0];
  for (let i = from; i < until;) {
    const row = rows[i];
    let largest = -1;
    let counts = false;
    for (; i < until && rows[i] === row; ++i) {
      if (duplication[consequence[i]]) continue;
      counts = true;
      if (vaf[i] > largest) largest = vaf[i];
    }
    if (!counts || members[row] !== 1) continue;
    ++called;
    if (largest >= 0) values[known++] = largest;
  }
  const sorted = values.subarray(0, known).sort();
  const [lowerQuartile, median, upperQuartile] = [0.25, 0.5, 0.75].map((p) => sortedQuantile(sorted, p));
  return {gene, called, values: sorted, lowerQuartile, median, upperQuartile};
}
