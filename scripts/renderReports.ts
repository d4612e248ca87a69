import {existsSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {namedReports} from "../loaders/environment.js";
import {framePages} from "../loaders/pages/framePages.js";
import {tierPages} from "../loaders/pages/tierPages.js";
import {detachHtml, writeDetached} from "../loaders/publish/detachedHtml.js";
import {openRelease} from "../loaders/release/openRelease.js";
import {renderTools, siteReports} from "../loaders/report/render/siteReports.js";
import {reportResults} from "../loaders/report/reportResults.js";
import {loaderOutput} from "./lib/loaderOutput.js";
import {filesBelow} from "./lib/siteKey.mjs";

// Draws all reports in this process and puts their pages where Framework looks for what its page loaders give. For a build, runs
// the other page loaders too and takes the finished HTML out of all pages, which the built pages get back at the end.
const [pagesFolder, filesFolder, detachedFolder] = process.argv.slice(2);
if (filesFolder === undefined) throw new Error("usage: tsx scripts/renderReports.ts PAGES FILES [DETACHED]");
const root = process.cwd();
const release = await openRelease(root);
const {results, remarks} = reportResults(release, root, namedReports());
for (const line of remarks) process.stderr.write(`· ${line}\n`);
const tools = renderTools(root, release);
const {pages, files, list} = siteReports(root, results, tools);
const own = tierPages(root, release, tools, framePages(tools.contents, list));
for (const [path, text] of [...files, ...own.files]) write(join(filesFolder, path), text);
for (const [path, text] of [...pages, ...own.pages]) await writePage(path.replace(/^\//, ""), text);
if (detachedFolder !== undefined) await runPageLoaders();

/** Runs the page loaders of the pages that are not there yet. */
async function runPageLoaders(): Promise<void> {
  const src = join(root, "src");
  for (const loader of filesBelow(src).filter((file) => file.endsWith(".md.ts") && !file.includes("["))) {
    const path = relative(src, loader).slice(0, -".md.ts".length).split(sep).join("/");
    if (!existsSync(join(pagesFolder, `${path}.md`))) await writePage(path, (await loaderOutput(loader)).toString());
  }
}

async function writePage(path: string, text: string): Promise<void> {
  if (detachedFolder === undefined) return write(join(pagesFolder, `${path}.md`), text);
  const {markdown, blocks} = detachHtml(text);
  await writeDetached(detachedFolder, path, blocks);
  write(join(pagesFolder, `${path}.md`), markdown);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
}
