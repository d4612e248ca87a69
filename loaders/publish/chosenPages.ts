import {posix} from "node:path";
import type {ReportPage} from "../report/render/reportPages.js";
import type {SiteManifest} from "./siteManifest.js";
import {SiteError} from "./siteError.js";

/** A page of a site, and the report that it is, if it is one. */
export interface ChosenPage {
  /** Path in the site. */
  readonly path: string;
  /** Name in files made of the page: `reports/eln.html` is `eln`, `genes/npm1.html` is `genes-npm1`. */
  readonly name: string;
  readonly report: ReportPage | null;
}

/**
 * Pages of a site by the name of one, with or without its folder (`eln`, `genes/npm1`), or all reports.
 *
 * @throws {SiteError} if there is no such page, or no report
 */
export function chosenPages({files}: SiteManifest, reports: readonly ReportPage[], name: string): ChosenPage[] {
  const pages = files.map(({path}) => path).filter((path) => path.endsWith(".html") && path !== "404.html");
  const byPath = new Map(reports.map((report) => [`${report.path.replace(/^\//, "")}.html`, report]));
  const chosen = (path: string): ChosenPage => ({path, name: nameOf(path), report: byPath.get(path) ?? null});
  if (name === "all") {
    if (byPath.size > 0) return [...byPath.keys()].map(chosen);
    throw new SiteError("the site has no reports");
  }
  // A report comes before a page of the explorer of the same name.
  const folders = [...new Set([...byPath.keys()].map((path) => posix.dirname(path))), ""];
  const wanted = folders.map((folder) => posix.join(folder, `${name.replace(/\.html$/, "")}.html`));
  const found = wanted.find((path) => pages.includes(path));
  if (found !== undefined) return [chosen(found)];
  const known = (byPath.size > 0 ? [...byPath.keys()] : pages).map((path) => path.replace(/\.html$/, ""));
  throw new SiteError(`unknown report: ${name}, expected one of ${known.join(", ")}`);
}

function nameOf(path: string): string {
  return path
    .replace(/\.html$/, "")
    .replace(/^reports\//, "")
    .replaceAll("/", "-");
}
