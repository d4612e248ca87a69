import type {Release} from "../../release/readRelease.js";
import {optionalRows, textCell} from "../optionalRows.js";

/** On what, and in which batch, a sample was measured; null where not known. */
export interface SampleAssay {
  readonly platform: string | null;
  readonly batch: string | null;
}

/** The assays of some kinds by sample; of several of a sample the first. */
export function sampleAssays(release: Release, kinds: readonly string[]): Map<string, SampleAssay> {
  const assays = new Map<string, SampleAssay>();
  for (const row of optionalRows(release, "assays")) {
    const sample = textCell(row, "sample_id") ?? "";
    if (!kinds.includes(textCell(row, "assay_type") ?? "") || assays.has(sample)) continue;
    assays.set(sample, {platform: textCell(row, "platform"), batch: textCell(row, "batch")});
  }
  return assays;
}

/** What all samples were measured on, where it is the same for those that say; else the names in one. */
export function platformOf(assays: readonly (SampleAssay | undefined)[]): string | null {
  const names = [...new Set(assays.flatMap((assay) => assay?.platform ?? []))].sort();
  return names.length === 0 ? null : names.join(", ");
}
