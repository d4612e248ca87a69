import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {PageContents} from "../../../src/model/pageContents.js";
import type {ReportResult} from "../../../src/model/report.js";

/** A report's page in a built site, with its files; all paths are relative to the site's folder. */
export interface ReportPage extends Pick<ReportResult, "id" | "title" | "audience" | "group" | "tier"> {
  /** Address inside the site, e.g. `/reports/eln`; the page is the file `reports/eln.html`. */
  readonly path: string;
  /** All numbers of the report as JSON. */
  readonly results: string;
  /** In the order of the page; `svg` is null for a figure that is a table. */
  readonly figures: readonly {
    readonly id: string;
    readonly title: string;
    readonly svg: string | null;
    readonly csv: string | null;
  }[];
  /** Sentences of the methods paragraph. */
  readonly methods: readonly string[];
}

/**
 * The pages of reports in a folder with a built site, in the order of their index; none in a site without reports.
 *
 * @throws {SyntaxError} if the site's list of reports is damaged
 */
export function reportPages(site: string): ReportPage[] {
  try {
    return JSON.parse(readFileSync(join(site, "figures/reports.json"), "utf8")) as ReportPage[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Which of the indexes of reports have something to list. */
export function reportContents(pages: readonly Pick<ReportPage, "group">[]): PageContents {
  const names = {report: "reports", gene: "genes", class: "classes"} as const;
  return new Map(pages.map(({group}) => [names[group], []]));
}
