import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import type {Cell} from "../release/tableData.js";

/** Rows of a table by source. */
export type SourceRows = ReadonlyMap<string, number>;

/**
 * Finds how many rows of a table belong to each source: by the table's own source, or that of the patient or sample a
 * row refers to. Every source of the release is there, with 0 if it has no row; null for a table whose rows belong to
 * no source.
 */
export function rowsBySource(release: Release): (table: string) => SourceRows | null {
  const sources = columnOf(release.table("sources"), "source_id").map(String);
  const ofPatient = lookup(release, "patients", "patient_id", "source_id");
  const ofSample = sourceOfSamples(release);
  const counted = new Map<string, SourceRows | null>();
  const count = (name: string): SourceRows | null => {
    if (!hasTable(release, name)) return null;
    const table = release.table(name);
    const has = (column: string) => table.getChild(column) !== null;
    const counts = new Map(sources.map((source) => [source, 0]));
    const add = (source: Cell) => {
      if (source !== null) counts.set(String(source), (counts.get(String(source)) ?? 0) + 1);
    };
    if (has("source_id")) columnOf(table, "source_id").forEach(add);
    else if (has("patient_id")) for (const id of columnOf(table, "patient_id")) add(ofPatient.get(id) ?? null);
    else if (has("sample_id")) for (const id of columnOf(table, "sample_id")) add(ofSample.get(id) ?? null);
    else return null;
    return counts;
  };
  return (name) => {
    const rows = counted.get(name) ?? count(name);
    counted.set(name, rows);
    return rows;
  };
}

/** The source of each sample; null where its patient has none. */
export function sourceOfSamples(release: Release): Map<Cell, Cell> {
  const ofPatient = lookup(release, "patients", "patient_id", "source_id");
  const ofSample = new Map<Cell, Cell>();
  for (const [sample, patient] of lookup(release, "samples", "sample_id", "patient_id")) {
    ofSample.set(sample, ofPatient.get(patient) ?? null);
  }
  return ofSample;
}

/** One column of a table by another; empty if the release does not have the table. */
function lookup(release: Release, name: string, key: string, value: string): Map<Cell, Cell> {
  if (!hasTable(release, name)) return new Map();
  const table = release.table(name);
  const values = columnOf(table, value);
  return new Map(columnOf(table, key).map((cell, i) => [cell, values[i]]));
}
