import type {Release} from "../release/readRelease.js";
import {countCell, optionalRows, textCell} from "./optionalRows.js";

/** Rows without a value by reason. */
export type MissingReasons = ReadonlyMap<string, number>;

/**
 * Finds why values of a variable of a source are missing: counts by code of the vocabulary `nullReason`. A censored
 * value is a value, so it is not among them.
 */
export function missingBySource(release: Release): (table: string, column: string, source: string) => MissingReasons {
  const found = new Map<string, Map<string, number>>();
  const keyOf = (...parts: (string | null)[]) => JSON.stringify(parts);
  for (const row of optionalRows(release, "value_status")) {
    const key = keyOf(textCell(row, "table"), textCell(row, "column"), textCell(row, "source_id"));
    const reasons = found.get(key) ?? new Map<string, number>();
    found.set(key, reasons);
    const reason = textCell(row, "reason") ?? "UNKNOWN";
    if (reason === "CENSORED_LOD") continue;
    reasons.set(reason, (reasons.get(reason) ?? 0) + countCell(row, "n"));
  }
  const none: MissingReasons = new Map();
  return (table, column, source) => found.get(keyOf(table, column, source)) ?? none;
}
