import {posix} from "node:path";
import type {SiteManifest} from "./siteManifest.js";
import {SiteError} from "./siteError.js";

/** Folders of pages that are reports, in which a name is looked for. */
const reportFolders = ["reports", "genes", "classes"] as const;

/**
 * Pages of a site by the name of one, with or without its folder (`eln`, `genes/npm1`), or all reports.
 *
 * @returns paths in the site, sorted
 * @throws {SiteError} if there is no such page, or no report
 */
export function chosenPages({files}: SiteManifest, name: string): string[] {
  const pages = files.map(({path}) => path).filter((path) => path.endsWith(".html") && path !== "404.html");
  const reports = pages.filter((path) => (reportFolders as readonly string[]).includes(posix.dirname(path)));
  if (name === "all") {
    if (reports.length > 0) return reports;
    throw new SiteError("the site has no reports");
  }
  const wanted = ["", ...reportFolders].map((folder) => posix.join(folder, `${name.replace(/\.html$/, "")}.html`));
  const found = wanted.find((path) => pages.includes(path));
  if (found !== undefined) return [found];
  const known = (reports.length > 0 ? reports : pages).map((path) => path.replace(/\.html$/, ""));
  throw new SiteError(`unknown report: ${name}, expected one of ${known.join(", ")}`);
}

/** Name of a page in files made of it: `reports/eln.html` is `eln`, `genes/npm1.html` is `genes-npm1`. */
export function pageName(path: string): string {
  return path
    .replace(/\.html$/, "")
    .replace(/^reports\//, "")
    .replaceAll("/", "-");
}
