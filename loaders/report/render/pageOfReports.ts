import {namedReports} from "../../environment.js";
import {openRelease} from "../../release/openRelease.js";
import {reportResults} from "../reportResults.js";
import {renderTools, siteReports} from "./siteReports.js";

/**
 * The Markdown of one page of reports or of those around them, for a preview in which its source has changed; a build draws all pages at once and puts
 * them where Framework looks for them.
 *
 * @throws {RangeError} if the release has no such page
 */
export async function pageOfReports(path: string): Promise<string> {
  const root = process.cwd();
  const release = await openRelease(root);
  const {results} = reportResults(release, root, namedReports());
  const page = siteReports(root, results, renderTools(root, release)).pages.get(path);
  if (page === undefined) throw new RangeError(`unknown page: ${path}`);
  return page;
}
