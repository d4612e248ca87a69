import {mkdirSync, renameSync, utimesSync, writeFileSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {loaderOutput} from "./lib/loaderOutput.js";

// Runs data loaders one after the other in this process, which reads the code that they share once, and puts what each
// writes to its standard output where Framework looks for it.
const [src, cache, ...loaders] = process.argv.slice(2);
if (cache === undefined) throw new Error("usage: tsx scripts/runLoaders.ts SRC CACHE LOADER…");
/** Time given to every extract: Framework names modules by the times of the files they attach. */
const fixedTime = new Date("2000-01-01T00:00:00Z");

for (const loader of loaders) {
  const started = performance.now();
  // A loader's name is that of its output and `.ts`.
  const path = relative(src, loader).slice(0, -".ts".length);
  const bytes = await loaderOutput(loader);
  if (bytes.byteLength === 0) throw new Error(`empty extract: ${path}`);
  const target = join(cache, path);
  mkdirSync(dirname(target), {recursive: true});
  writeFileSync(`${target}.part`, bytes);
  utimesSync(`${target}.part`, fixedTime, fixedTime);
  renameSync(`${target}.part`, target);
  const [megabytes, seconds] = [bytes.byteLength / 1e6, (performance.now() - started) / 1000];
  const name = path.split(sep).join("/");
  process.stderr.write(`· extract ${name} · ${megabytes.toFixed(1)} MB · ${seconds.toFixed(1)} s\n`);
}
