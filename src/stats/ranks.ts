/** Ranks of a sample, and what its ties take from their variance. */
export interface Ranks {
  /** Ranks from 1; tied values share the mean of theirs. */
  ranks: Float64Array;
  /** Σ (t³ − t) over groups of t tied values; 0 without ties. */
  tieSum: number;
}

/** Mid-ranks of complete values, equal values being tied; R: `rank(values)`. O(n log n). */
export function midRanks(values: Float64Array): Ranks {
  const order = Uint32Array.from({length: values.length}, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  let tieSum = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]] === values[order[start]]) ++end;
    const tied = end - start;
    tieSum += tied * (tied - 1) * (tied + 1);
    for (let i = start; i < end; ++i) ranks[order[i]] = (start + 1 + end) / 2;
  }
  return {ranks, tieSum};
}
