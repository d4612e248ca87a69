import type {ReportBlock, ReportResult, SetKey} from "../../../src/model/report.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {blockSchema, reportSchema} from "../gate/reportSchema.js";
import {countsOf} from "../public/countsOf.js";
import type {PublishedCell} from "../public/compareRegistries.js";

/** All that a public release says, read from it alone. */
export interface PublishedResults {
  readonly reports: readonly ReportResult[];
  /** Every block: those of the reports, and those of the explorer. */
  readonly blocks: readonly ReportBlock[];
  /** The registry as it is published. */
  readonly cells: readonly PublishedCell[];
  /** Every count by its set: null where it is hidden wherever it stands. */
  readonly counts: ReadonlyMap<SetKey, number | null>;
  /** What was found wrong while reading: a result of unknown form, a count that differs from place to place. */
  readonly faults: readonly string[];
}

/** Gathers what reports and blocks say; a set must have one count, or be hidden, everywhere. */
export function publishedResults(
  reports: readonly ReportResult[],
  cube: readonly ReportBlock[],
  cells: readonly PublishedCell[]
): PublishedResults {
  const blocks = [...reports.flatMap(({sections}) => sections.flatMap((section) => section.blocks)), ...cube];
  const counts = new Map<SetKey, number | null>();
  const faults: string[] = [];
  const add = (set: SetKey, n: number | null, where: string): void => {
    const known = counts.get(set);
    if (known === undefined) counts.set(set, n);
    else if (known !== n) {
      const differ = known !== null && n !== null;
      faults.push(`${where}: ${set} is ${differ ? "another number than" : "shown here or there and hidden"} elsewhere`);
      counts.set(set, known ?? n);
    }
  };
  for (const block of blocks) for (const {set, n} of countsOf(block)) add(set, n, `block ${block.id}`);
  for (const {set, n} of cells) add(set, n, "table cells");
  const registered = new Set(cells.map(({set}) => set));
  for (const set of counts.keys()) if (!registered.has(set)) faults.push(`${set} is not in the cell registry`);
  return {reports, blocks, cells, counts, faults};
}

/** Reads what a public release says from its tables `report_results`, `cube_results` and `cells`. */
export function readPublishedResults(release: Release): PublishedResults {
  const faults: string[] = [];
  const parsed = <T>(table: string, schema: {safeParse(value: unknown): {success: boolean}}): T[] => {
    if (!hasTable(release, table)) return [];
    return columnOf(release.table(table), "result").flatMap((text, row) => {
      const value: unknown = JSON.parse(String(text));
      if (schema.safeParse(value).success) return [value as T];
      faults.push(`table ${table}, row ${row + 1}: a result of unknown form`);
      return [];
    });
  };
  const reports = parsed<ReportResult>("report_results", reportSchema);
  const cube = parsed<ReportBlock>("cube_results", blockSchema);
  const results = publishedResults(reports, cube, readCells(release, faults));
  return {...results, faults: [...faults, ...results.faults]};
}

function readCells(release: Release, faults: string[]): PublishedCell[] {
  if (!hasTable(release, "cells")) {
    faults.push("table cells: missing, expected the cell registry");
    return [];
  }
  const table = release.table("cells");
  const sets = columnOf(table, "set");
  return columnOf(table, "n").map((n, row) => ({set: String(sets[row]), n: n === null ? null : Number(n)}));
}
