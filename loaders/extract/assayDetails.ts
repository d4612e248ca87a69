import type {Release} from "../release/readRelease.js";
import {numberCell, optionalRows, textCell} from "./optionalRows.js";
import {sourceOfSamples} from "./rowsBySource.js";

/** What a source says of an assay beside its panel; several where samples differ, empty where it does not say. */
export interface AssayDetails {
  /** Smallest variant allele frequencies called, 0–1, ascending. */
  readonly limits: readonly number[];
  /** Codes of the vocabulary `referenceGenome`. */
  readonly genomes: readonly string[];
  /** Batches in which samples were processed. */
  readonly batches: number;
}

/** Finds limit of detection, reference genome and batches of the assays of one type and panel of a source. */
export function assayDetails(
  release: Release
): (source: string, assayType: string, panel: string | null) => AssayDetails {
  const ofSample = sourceOfSamples(release);
  const found = new Map<string, {limits: Set<number>; genomes: Set<string>; batches: Set<string>}>();
  for (const row of optionalRows(release, "assays")) {
    const source = ofSample.get(row.sample_id ?? null) ?? null;
    const key = JSON.stringify([source, textCell(row, "assay_type"), textCell(row, "panel_id")]);
    const own = found.get(key) ?? {limits: new Set(), genomes: new Set(), batches: new Set()};
    found.set(key, own);
    const [limit, genome, batch] = [
      numberCell(row, "lod_vaf"),
      textCell(row, "reference_genome"),
      textCell(row, "batch")
    ];
    if (limit !== null) own.limits.add(limit);
    if (genome !== null) own.genomes.add(genome);
    if (batch !== null) own.batches.add(batch);
  }
  return (...key) => {
    const {limits = [], genomes = [], batches = {size: 0}} = found.get(JSON.stringify(key)) ?? {};
    return {limits: [...limits].sort((a, b) => a - b), genomes: [...genomes].sort(), batches: batches.size};
  };
}
