import type {ReportResult} from "../../src/model/report.js";
import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";

/**
 * The reports of a release as they may be shown: those that a public release holds, since it has no patient rows to compute
 * them from.
 */
export function reportResults(release: Release): ReportResult[] {
  if (!hasTable(release, "report_results")) return [];
  return columnOf(release.table("report_results"), "result").map((text) => JSON.parse(String(text)) as ReportResult);
}
