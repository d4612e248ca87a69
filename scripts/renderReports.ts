import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {framePages} from "../loaders/pages/framePages.js";
import {tierPages} from "../loaders/pages/tierPages.js";
import {openRelease} from "../loaders/release/openRelease.js";
import {renderTools, siteReports} from "../loaders/report/render/siteReports.js";
import {reportResults} from "../loaders/report/reportResults.js";

const [pagesFolder, filesFolder] = process.argv.slice(2);
if (filesFolder === undefined) throw new Error("usage: tsx scripts/renderReports.ts PAGES FILES");
const root = process.cwd();
const release = await openRelease(root);
const {results, remarks} = reportResults(release, root);
for (const line of remarks) process.stderr.write(`· ${line}\n`);
const tools = renderTools(root, release);
const {pages, files, list} = siteReports(root, results, tools);
const navigation = framePages(tools.contents, list);
const own = tierPages(root, release, tools, navigation);
const write = (path: string, text: string) => {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
};
for (const [path, text] of [...pages, ...own.pages]) write(join(pagesFolder, `${path}.md`), text);
for (const [path, text] of [...files, ...own.files]) write(join(filesFolder, path), text);
