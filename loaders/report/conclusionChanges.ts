import type {ConclusionChange} from "../../src/model/conclusionChange.js";
import type {Claim, ReportResult} from "../../src/model/report.js";
import type {Release} from "../release/readRelease.js";
import {computeReport} from "./computeReport.js";
import {readReports} from "./declare/readReports.js";
import {reportsFor} from "./declare/reportsFor.js";
import {reportSet} from "./declare/reportSet.js";
import {reportPath} from "./render/reportWords.js";
import {reportContext} from "./reportContext.js";

/** Findings of reports that flipped from one release to the next; those no longer supported first. */
export function conclusionChanges(before: readonly ReportResult[], after: readonly ReportResult[]): ConclusionChange[] {
  const changes = after.flatMap((report) => {
    const old = before.find(({id}) => id === report.id);
    if (old === undefined) return [];
    const earlier = new Map(claimsOf(old).map((claim) => [claim.id, claim]));
    return claimsOf(report).flatMap((claim): ConclusionChange[] => {
      const was = earlier.get(claim.id);
      if (was === undefined || was.holds === claim.holds) return [];
      const text = claim.holds === true ? claim.text : was.holds === true ? was.text : null;
      const words = {report: report.title, path: reportPath(report), claim: claim.id, text, assertion: claim.assertion};
      return [{...words, before: was.holds, after: claim.holds}];
    });
  });
  const rank = ({after: holds}: ConclusionChange) => (holds === false ? 0 : holds === true ? 1 : 2);
  return changes
    .map((d, i) => ({d, i}))
    .sort((a, b) => rank(a.d) - rank(b.d) || a.i - b.i)
    .map(({d}) => d);
}

/** The reports of a release that are not on single genes or classes, for their findings. */
export function findingsOf(release: Release, root: string): ReportResult[] {
  const context = reportContext(release);
  const {reports} = reportsFor(context, readReports(root, reportSet(root, release.manifest.study)));
  return reports.filter(({group}) => group === "report").map((declared) => computeReport(context, declared));
}

function claimsOf({answer, sections}: ReportResult): Claim[] {
  return [...answer, ...sections.flatMap(({claims}) => claims)];
}
