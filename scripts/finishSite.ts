import {finishSite} from "../loaders/publish/finishSite.js";

const [folder, release] = process.argv.slice(2);
if (release === undefined) throw new Error("usage: tsx scripts/finishSite.ts FOLDER RELEASE");
try {
  const {pages, files, bytes, manifest} = await finishSite(folder, release);
  process.stderr.write(`· site ${manifest.site}: ${pages} pages, ${files} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
