import {px} from "./svg.js";

/** A stretch of a chromosome. */
export interface GenomeBin {
  readonly chrom: string;
  readonly start: number;
  readonly end: number;
}

/** One group: of the patients tested in each bin, how many have a gain and how many a loss. */
export interface GenomeRow {
  readonly label: string;
  readonly n: number;
  readonly tested: readonly number[];
  readonly gain: readonly number[];
  readonly loss: readonly number[];
}

/** A chromosome on the axis, in pixels. */
export interface Stretch {
  readonly chrom: string;
  readonly from: number;
  readonly to: number;
}

/** Where bins begin, and where the last ends. */
export function edgesOf(bins: readonly GenomeBin[], left: number, scale: number): number[] {
  const edges = [left];
  for (const {start, end} of bins) edges.push(edges[edges.length - 1] + (end - start + 1) * scale);
  return edges;
}

/** The chromosomes of the bins, one after the other. */
export function stretchesOf(bins: readonly GenomeBin[], edges: readonly number[]): Stretch[] {
  const stretches: {chrom: string; from: number; to: number}[] = [];
  bins.forEach(({chrom}, b) => {
    const last = stretches.at(-1);
    if (last?.chrom === chrom) last.to = edges[b + 1];
    else stretches.push({chrom, from: edges[b], to: edges[b + 1]});
  });
  return stretches;
}

/** The outline of the shares along the bins, only its corners. */
export function area(
  {tested}: GenomeRow,
  counts: readonly number[],
  edges: readonly number[],
  zero: number,
  height: (share: number) => number
): string {
  let path = `M${px(edges[0])},${px(zero)}`;
  let level = px(zero);
  counts.forEach((count, b) => {
    const next = px(zero + (tested[b] === 0 ? 0 : height(count / tested[b])));
    if (next !== level) path += `H${px(edges[b])}V${next}`;
    level = next;
  });
  return `${path}H${px(edges[edges.length - 1])}V${px(zero)}Z`;
}
