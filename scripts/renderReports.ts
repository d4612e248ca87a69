import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {renderTools, siteReports} from "../loaders/report/render/siteReports.js";
import {reportResults} from "../loaders/report/reportResults.js";
import {openRelease} from "../loaders/release/openRelease.js";

const [pagesFolder, filesFolder] = process.argv.slice(2);
if (filesFolder === undefined) throw new Error("usage: tsx scripts/renderReports.ts PAGES FILES");
const release = await openRelease();
const {pages, files} = siteReports(reportResults(release), renderTools(process.cwd(), release));
const write = (path: string, text: string) => {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
};
for (const [path, text] of pages) write(join(pagesFolder, `${path}.md`), text);
for (const [path, text] of files) write(join(filesFolder, path), text);
process.stdout.write(`${pages.size} pages, ${files.size} files\n`);
