import {cacheFolder} from "../loaders/environment.js";
import {finishSite} from "../loaders/publish/finishSite.js";

const [folder, release, detached] = process.argv.slice(2);
if (detached === undefined) throw new Error("usage: tsx scripts/finishSite.ts FOLDER RELEASE DETACHED");
try {
  const {pages, files, bytes, manifest} = await finishSite(folder, release, detached, cacheFolder(process.cwd()));
  process.stderr.write(`· site ${manifest.site}: ${pages} pages, ${files} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
