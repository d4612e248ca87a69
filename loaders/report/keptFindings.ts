import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {ReportResult} from "../../src/model/report.js";
import {codeKey} from "../codeKey.js";
import {cacheFolder} from "../environment.js";
import type {Release} from "../release/readRelease.js";
import {unfinishedName} from "../unfinished.js";
import {findingsOf} from "./conclusionChanges.js";

/** Releases whose findings are kept; a build asks for those of two. */
const most = 8;

/**
 * The findings of a release as {@link findingsOf} computes them, without the figures they rest on; computed only if they
 * are not kept from before, under a name made from the release and from all code and declarations that they follow from.
 */
export function keptFindings(release: Release, root: string, cache = cacheFolder(root)): ReportResult[] {
  const folder = join(cache, "findings");
  const key = createHash("sha256")
    .update(`${release.manifest.id}\0${codeKey(root)}`)
    .digest("hex");
  const file = join(folder, `${key}.json`);
  const kept = read(file);
  if (kept !== undefined) return kept;
  const made = findingsOf(release, root).map(withoutBlocks);
  mkdirSync(folder, {recursive: true});
  const work = join(folder, unfinishedName(key));
  writeFileSync(work, JSON.stringify(made));
  renameSync(work, file);
  removeOldest(folder);
  return made;
}

function withoutBlocks(report: ReportResult): ReportResult {
  return {...report, sections: report.sections.map((section) => ({...section, blocks: []}))};
}

/** What is kept; undefined if there is nothing, or it is damaged. */
function read(file: string): ReportResult[] | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ReportResult[];
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({path, written: statSync(path).mtimeMs}))
    .sort((a, b) => b.written - a.written);
  for (const {path} of files.slice(most)) rmSync(path, {force: true});
}
