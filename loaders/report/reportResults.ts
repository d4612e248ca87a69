import type {ReportResult} from "../../src/model/report.js";
import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import {computeReports} from "./computeReports.js";

/** The reports that a site shows, and what its maker should know of them. */
export interface SiteReportResults {
  readonly results: readonly ReportResult[];
  /** One line each: claims that the release does not support, claims about what it does not have, reports left out. */
  readonly remarks: readonly string[];
}

/**
 * The reports of a release: computed from its patients, or those that a release without patients holds.
 *
 * @param root the project, for the declarations
 */
export function reportResults(release: Release, root: string): SiteReportResults {
  if (hasTable(release, "report_results")) {
    const texts = columnOf(release.table("report_results"), "result");
    return {results: texts.map((text) => JSON.parse(String(text)) as ReportResult), remarks: []};
  }
  if (!hasTable(release, "patients")) return {results: [], remarks: []};
  const {reports, broken, absent, left} = computeReports(release, root);
  return {
    results: reports.map(({result}) => result),
    remarks: [
      ...broken.map((line) => `no longer supported: ${line}`),
      ...absent.map((line) => `not in this release: ${line}`),
      ...left.map((line) => `left out: ${line}`)
    ]
  };
}
