import type {Release} from "../../release/readRelease.js";
import {numberCell, optionalRows, textCell} from "../optionalRows.js";

/** A sample with what it was taken from and when. */
export interface IndexedSample {
  readonly id: string;
  readonly patient: string;
  readonly source: string;
  /** Code of the vocabulary `timepoint`; null where not known. */
  readonly timepoint: string | null;
  /** Days from the index event; null where not known. */
  readonly day: number | null;
}

/** The samples of a release by their id; those of unknown patients are left out. */
export function sampleIndex(release: Release): Map<string, IndexedSample> {
  const sources = new Map(
    optionalRows(release, "patients").map((row) => [textCell(row, "patient_id"), textCell(row, "source_id")])
  );
  const samples = new Map<string, IndexedSample>();
  for (const row of optionalRows(release, "samples")) {
    const [id, patient] = [textCell(row, "sample_id"), textCell(row, "patient_id")];
    const source = sources.get(patient);
    if (id === null || patient === null || !source) continue;
    samples.set(id, {id, patient, source, timepoint: textCell(row, "timepoint"), day: numberCell(row, "day")});
  }
  return samples;
}
