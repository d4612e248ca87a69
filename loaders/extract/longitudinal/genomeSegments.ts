import type {Release} from "../../release/readRelease.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import {compareText} from "../../release/textOrder.js";
import {type IndexedSample, sampleIndex} from "./sampleIndex.js";

/** A segment of one chromosome with its mean log2 ratio; the bounds belong to it. */
export interface GenomeSegment {
  readonly chrom: string;
  readonly start: number;
  readonly end: number;
  readonly ratio: number;
}

/** A patient's copy numbers. */
export interface SegmentedPatient {
  readonly sample: IndexedSample;
  readonly segments: readonly GenomeSegment[];
}

/** The copy-number segments of one source by patient, of the sample of diagnosis or without a time point. */
export function genomeSegments(release: Release, source: string): SegmentedPatient[] {
  if (!hasTable(release, "copy_number")) return [];
  const table = release.table("copy_number");
  const [ids, chroms, starts, ends, ratios] = ["sample_id", "chrom", "start", "end", "log2_ratio"].map((name) =>
    columnOf(table, name)
  );
  const samples = sampleIndex(release);
  const bySample = new Map<string, {sample: IndexedSample; segments: GenomeSegment[]}>();
  ids.forEach((id, i) => {
    const sample = samples.get(String(id));
    if (sample?.source !== source || (sample.timepoint !== null && sample.timepoint !== "diagnosis")) return;
    const entry = bySample.get(sample.id) ?? {sample, segments: []};
    bySample.set(sample.id, entry);
    const chrom = String(chroms[i]).replace(/^chr/, "");
    entry.segments.push({chrom, start: Number(starts[i]), end: Number(ends[i]), ratio: Number(ratios[i])});
  });
  const patients = new Map<string, SegmentedPatient>();
  for (const entry of [...bySample.values()].sort((a, b) => compareText(a.sample.id, b.sample.id)))
    if (!patients.has(entry.sample.patient)) patients.set(entry.sample.patient, entry);
  return [...patients.values()];
}

/**
 * Bases of a stretch of the genome that a patient's segments cover, and of these the bases gained and lost by the given
 * log2 ratios.
 */
export function basesIn(
  segments: readonly GenomeSegment[],
  {chrom, start, end}: {chrom: string; start: number; end: number},
  limits: {gain: number; loss: number}
): {covered: number; gained: number; lost: number} {
  const bases = {covered: 0, gained: 0, lost: 0};
  for (const segment of segments) {
    if (segment.chrom !== chrom) continue;
    const overlap = Math.min(end, segment.end) - Math.max(start, segment.start) + 1;
    if (overlap <= 0) continue;
    bases.covered += overlap;
    if (segment.ratio >= limits.gain) bases.gained += overlap;
    if (segment.ratio <= limits.loss) bases.lost += overlap;
  }
  return bases;
}
