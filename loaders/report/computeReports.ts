import type {ReportResult} from "../../src/model/report.js";
import type {Release} from "../release/readRelease.js";
import {claimNotes} from "./claims/withClaims.js";
import {computeReport} from "./computeReport.js";
import {readReports} from "./declare/readReports.js";
import {reportsFor} from "./declare/reportsFor.js";
import type {ReportDeclaration} from "./declare/reportSchema.js";
import {reportContext, type ReportContext} from "./reportContext.js";
import {reportSet} from "./declare/reportSet.js";

/** A computed report with what it was declared as. */
export interface ComputedReport {
  readonly declared: ReportDeclaration;
  readonly result: ReportResult;
}

/** All reports of a release, before any gate. */
export interface ComputedReports {
  readonly context: ReportContext;
  readonly reports: readonly ComputedReport[];
  /** One line each: reports that the release cannot carry, claims that it does not support, claims about what it does not have. */
  readonly left: readonly string[];
  readonly broken: readonly string[];
  readonly absent: readonly string[];
}

/**
 * Computes every report that the release's disease and study name and that it can carry.
 *
 * @param root the project, for the declarations
 * @param wanted chooses reports; all if not given. Those not chosen are not computed
 * @throws {HarmoniseError} on a fault in a declaration
 * @throws {ReportError} if a report asks for what cannot be decided
 */
export function computeReports(
  release: Release,
  root = process.cwd(),
  wanted: (declared: Pick<ReportDeclaration, "id" | "group">) => boolean = () => true
): ComputedReports {
  const context = reportContext(release);
  const {reports, left} = reportsFor(context, readReports(root, reportSet(root, release.manifest.study)));
  const computed = reports.filter(wanted).map((declared) => ({declared, result: computeReport(context, declared)}));
  const notes = computed.map(({declared, result}) => claimNotes(result, declared));
  return {
    context,
    reports: computed,
    left,
    broken: notes.flatMap((d) => d.broken),
    absent: notes.flatMap((d) => d.absent)
  };
}
