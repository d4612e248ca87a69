import type {Release} from "../../release/readRelease.js";
import {countCell, optionalRows, textCell} from "../optionalRows.js";
import type {ExcerptPatient} from "./excerpts.js";

/** A record or value of a raw file that was not used. */
export interface Refusal {
  readonly file: string;
  readonly record: number;
  /** Null where the whole record was refused. */
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly expected: string;
}

/** Refusals of one kind. */
export interface RefusalCount {
  readonly file: string;
  readonly column: string | null;
  readonly reason: string;
  readonly n: number;
}

/** What was refused in the raw records of a patient. */
export function patientRefusals(release: Release, source: string, {id, files}: ExcerptPatient): Refusal[] {
  const shown = new Set(files.flatMap(({file, records}) => records.map(({record}) => `${record} ${file}`)));
  return (
    refusals(release, source)
      .filter(({file, record}) => shown.has(`${record} ${file}`))
      // Of a record refused as a whole the value is the patient's key.
      .map((refusal) => (refusal.value === id ? {...refusal, value: null} : refusal))
  );
}

/** How much a source's files hold that was refused, by file, column and reason; most first. */
export function refusalCounts(release: Release, source: string): RefusalCount[] {
  const counts = new Map<string, RefusalCount>();
  for (const {file, column, reason} of refusals(release, source)) {
    // The reason without what is peculiar to the record.
    const kind = reason.replace(/:.*$/su, "");
    const key = JSON.stringify([file, column, kind]);
    counts.set(key, {file, column, reason: kind, n: (counts.get(key)?.n ?? 0) + 1});
  }
  return [...counts.values()].sort((a, b) => b.n - a.n);
}

function refusals(release: Release, source: string): Refusal[] {
  return optionalRows(release, "rejects")
    .filter((row) => row.source_id === source)
    .map((row) => ({
      file: textCell(row, "file") ?? "",
      record: countCell(row, "row"),
      column: textCell(row, "column"),
      value: textCell(row, "value"),
      reason: textCell(row, "reason") ?? "",
      expected: textCell(row, "expected") ?? ""
    }));
}
