import {pagesOf, type SitePage, withReports} from "../../src/components/siteFrame.js";
import type {PageContents} from "../../src/model/pageContents.js";
import {reportContents, type ReportPage} from "../report/render/reportPages.js";

/** Where the reports are, drawn before Framework is started, from the project's root. */
export const drawnReports = "src/.observablehq/cache/_reports";

/** The pages that a site of a release with such contents has, in the order of the navigation. */
export function framePages(contents: PageContents, reports: readonly ReportPage[]): SitePage[] {
  return withReports(pagesOf(new Map([...contents, ...reportContents(reports)])), reports);
}
