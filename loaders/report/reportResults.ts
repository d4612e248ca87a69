import type {ReportResult} from "../../src/model/report.js";
import {consortiumRules} from "../disclosure/gate/consortiumRules.js";
import {gateReport} from "../disclosure/gate/gateReport.js";
import type {GateRules} from "../disclosure/gate/gateRules.js";
import {internalRules} from "../disclosure/gate/internalRules.js";
import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import {withClaims} from "./claims/withClaims.js";
import {computeReports} from "./computeReports.js";
import {ReportError} from "./reportError.js";

/** The reports that a site shows, and what its maker should know of them. */
export interface SiteReportResults {
  readonly results: readonly ReportResult[];
  /** One line each: claims that the release does not support, claims about what it does not have, reports left out. */
  readonly remarks: readonly string[];
}

/** What a reader of numbers from the rows of a tier has to know. */
const coarseRows =
  "The numbers are counted from rows that were made coarser so that nobody can be found in them: days are told by their month, ages by the middle of a band, laboratory values and ratios by the median of a quantile bin, and what few patients have is blanked. A median may be off by half a month, half a band or half a bin. The page on privacy says what this changes in key estimates.";

/**
 * The reports of a release as its tier may show them: computed from its patients and passed through the gate of the tier,
 * or those that a release without patients holds, which passed it when that release was made.
 *
 * @param root the project, for the declarations
 * @param named ids of the reports to make; all if null or not given
 * @throws {DisclosureError} if a report has something that the gate does not know
 * @throws {ReportError} if the release has no report of a name
 */
export function reportResults(
  release: Release,
  root: string,
  named: ReadonlySet<string> | null = null
): SiteReportResults {
  const made = allOrNamed(release, root, (id) => named?.has(id) ?? true);
  if (named === null) return made;
  const ids = new Set(made.results.map(({id}) => id));
  const unknown = [...named].filter((id) => !ids.has(id));
  if (unknown.length > 0) throw new ReportError(`the release has no report ${unknown.join(", ")}`);
  return {...made, remarks: [...made.remarks, `only the reports that are named: ${[...named].join(", ")}`]};
}

function allOrNamed(release: Release, root: string, wanted: (id: string) => boolean): SiteReportResults {
  if (hasTable(release, "report_results")) {
    const texts = columnOf(release.table("report_results"), "result");
    const results = texts.map((text) => JSON.parse(String(text)) as ReportResult);
    return {results: results.filter(({id}) => wanted(id)), remarks: []};
  }
  if (!hasTable(release, "patients")) return {results: [], remarks: []};
  const rules = rulesOf(release);
  const {reports, broken, absent, left} = computeReports(release, root, ({id}) => wanted(id));
  return {
    results: reports.map(({declared, result}) => {
      const gated = gateReport(result, rules, {claims: (shown) => withClaims(shown, declared)});
      return rules.tier === "internal" ? gated : {...gated, limitations: [...gated.limitations, coarseRows]};
    }),
    remarks: [
      ...broken.map((line) => `no longer supported: ${line}`),
      ...absent.map((line) => `not in this release: ${line}`),
      ...left.map((line) => `left out: ${line}`)
    ]
  };
}

/** What the tier of a release with patients lets out: thresholds as it declares them, the usual ones if it does not. */
function rulesOf({manifest: {disclosure, tier}}: Release): GateRules {
  return tier === "internal"
    ? internalRules
    : consortiumRules({k: disclosure?.k ?? 5, curve: disclosure?.minCurve ?? 10});
}
