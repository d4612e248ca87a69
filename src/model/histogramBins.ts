/**
 * Edges of the histogram bins of the numeric variables, in the unit of the variable; each bin holds its lower edge and
 * not its upper. Counts with long tails have bins of equal ratio.
 */
export const histogramEdges: Readonly<Record<string, readonly number[]>> = {
  age_years: range(0, 115, 5),
  wbc: [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1001],
  haemoglobin: range(2, 23, 1),
  platelets: [0, 10, 20, 50, 100, 200, 500, 1000, 2001],
  ldh: [0, 100, 200, 300, 400, 600, 800, 1200, 2000, 4000, 8000, 20001],
  bm_blasts: [...range(0, 100, 10), 101],
  pb_blasts: [...range(0, 100, 10), 101]
};

function range(from: number, to: number, step: number): readonly number[] {
  const edges: number[] = [];
  for (let edge = from; edge < to; edge += step) edges.push(edge);
  return [...edges, to].filter((edge, i, all) => i === 0 || edge > all[i - 1]);
}
