import {writeFile} from "node:fs/promises";
import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {computeReports} from "../report/computeReports.js";

/** What the command printed or wrote. */
export interface ReportsOutcome {
  /** Results as JSON, one report a line. */
  readonly json: string;
  /** For the person who publishes: claims that no longer hold, reports that are not made, claims that are left out. */
  readonly notes: readonly string[];
}

/**
 * Computes the reports of a release, exact and before any gate, as JSON to look at: one report a line.
 *
 * @param named as `locateRelease` takes it
 * @param out file to write instead of returning it to be printed
 * @throws {ReleaseError} on a damaged release
 * @throws {HarmoniseError} on a fault in a declaration
 * @throws {ReportError} if a report asks for what the release cannot decide
 */
export async function reports(root: string, named: string, out?: string): Promise<ReportsOutcome> {
  const release = await readRelease(await locateRelease(root, named));
  const {reports: computed, broken, left, absent} = computeReports(release, root);
  const json = computed.map(({result}) => `${JSON.stringify(result)}\n`).join("");
  if (out !== undefined) await writeFile(out, json);
  return {json, notes: [...broken, ...left, ...absent]};
}
