import {pagesOf, type SitePage, withReports} from "../../src/components/siteFrame.js";
import {pageContents} from "../extract/pageContents.js";
import type {Release} from "../release/readRelease.js";
import {reportContents, type ReportPage} from "../report/render/reportPages.js";

/** Where the reports are, drawn before Framework is started, from the project's root. */
export const drawnReports = "src/.observablehq/cache/_reports";

/** The pages that a site of a release has, in the order of the navigation. */
export function framePages(release: Release, reports: readonly ReportPage[]): SitePage[] {
  return withReports(pagesOf(new Map([...pageContents(release), ...reportContents(reports)])), reports);
}
