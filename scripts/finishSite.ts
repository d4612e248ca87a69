import {finishSite} from "../loaders/publish/finishSite.js";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: tsx scripts/finishSite.ts FOLDER");
try {
  const {pages, files, bytes} = await finishSite(folder);
  process.stderr.write(`· ${pages} pages, ${files} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
