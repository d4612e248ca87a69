import {pageContents} from "../extract/pageContents.js";
import {openRelease} from "../release/openRelease.js";
import {reportPages} from "../report/render/reportPages.js";
import {renderTools} from "../report/render/siteReports.js";
import {drawnReports, framePages} from "./framePages.js";
import {tierPages} from "./tierPages.js";

/**
 * The Markdown of one page that depends on the release's tier, for a preview in which its source has changed; a build makes
 * them all at once and puts them where Framework looks for them.
 *
 * @throws {RangeError} if no tier has such a page
 */
export async function tierPage(path: string): Promise<string> {
  const root = process.cwd();
  const release = await openRelease(root);
  const navigation = framePages(pageContents(release), reportPages(drawnReports));
  const page = tierPages(root, release, renderTools(root, release), navigation).pages.get(path);
  if (page === undefined) throw new RangeError(`unknown page: ${path}`);
  return page;
}
