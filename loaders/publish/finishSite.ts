import {readdir, readFile, stat, writeFile} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {checkSite, type SiteFile} from "./checkSite.js";
import {finishPage} from "./finishPage.js";
import {withoutFileTimes} from "./withoutFileTimes.js";

/** What a finished site consists of. */
export interface FinishedSite {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Finishes every page and module of a site that Framework built, in place, and checks the result.
 *
 * @throws {Error} listing what must not be published
 */
export async function finishSite(folder: string): Promise<FinishedSite> {
  const found = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: SiteFile[] = [];
  let bytes = 0;
  for (const file of paths.sort()) {
    const path = relative(folder, file).split(sep).join("/");
    const text = await finishFile(file, path);
    files.push({path, text});
    bytes += (await stat(file)).size;
  }
  const faults = checkSite(files);
  if (faults.length > 0) throw new Error(`the site is not fit for publishing:\n${faults.join("\n")}`);
  return {pages: files.filter(({path}) => path.endsWith(".html")).length, files: files.length, bytes};
}

async function finishFile(file: string, path: string): Promise<string> {
  const change = path.endsWith(".html") ? finishPage : /^_import\/.*\.js$/.test(path) ? withoutFileTimes : undefined;
  if (change === undefined) return "";
  const text = await readFile(file, "utf8");
  const finished = change(text);
  if (finished !== text) await writeFile(file, finished);
  return finished;
}
