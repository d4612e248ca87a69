import {join} from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of what is kept between runs: HEMIOLA_CACHE, or `.hemiola/cache` below the project's root. */
export function cacheFolder(root: string, {HEMIOLA_CACHE}: Environment = process.env): string {
  return HEMIOLA_CACHE ?? join(root, ".hemiola/cache");
}

/** Whether HEMIOLA_OFFLINE says that nothing may be asked of the network. */
export function isOffline({HEMIOLA_OFFLINE = ""}: Environment = process.env): boolean {
  return HEMIOLA_OFFLINE !== "" && HEMIOLA_OFFLINE !== "0";
}

/** Ids of the reports that HEMIOLA_REPORTS names, separated by commas, for a site with no others; null: all. */
export function namedReports({HEMIOLA_REPORTS = ""}: Environment = process.env): ReadonlySet<string> | null {
  const names = HEMIOLA_REPORTS.split(",").map((name) => name.trim());
  return names.every((name) => name === "") ? null : new Set(names.filter((name) => name !== ""));
}
