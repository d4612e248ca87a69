import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {cp, mkdir, rename, utimes, writeFile} from "node:fs/promises";
import {dirname, join, relative, sep} from "node:path";
import {runTypeScript} from "./run.mjs";
import {filesBelow} from "./siteKey.mjs";

/**
 * Libraries whose newest version Framework asks a registry for while bundling its own client, even if no page uses
 * them. An empty folder named with a version answers it, so that a build needs no network and does not change when
 * somebody else publishes. No page can use them by accident either: the version does not exist.
 */
const implicitLibraries = [
  "@observablehq/plot",
  "@observablehq/sample-datasets",
  "apache-arrow",
  "arquero",
  "d3",
  "d3-dsv",
  "echarts",
  "htl",
  "leaflet",
  "lodash",
  "mapbox-gl",
  "parquet-wasm",
  "react",
  "react-dom",
  "topojson-client"
];

/** Time given to every extract: Framework names modules by the times of the files they attach. */
const fixedTime = new Date("2000-01-01T00:00:00Z");

/** Folder in which Framework keeps what loaders and bundlers gave. */
const cacheOf = (root) => join(root, "src/.observablehq/cache");

/**
 * Empties Framework's cache, which a build would use without asking whether it is stale. Bundled packages are kept as
 * long as the lock file is the same; they are named by version only.
 *
 * @param {string} root project root
 */
export function resetCache(root) {
  const cache = cacheOf(root);
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const marker = join(cache, "lock");
  const sameLock = existsSync(marker) && readFileSync(marker, "utf8") === lock;
  mkdirSync(cache, {recursive: true});
  for (const name of readdirSync(cache)) {
    if (name !== "_node" || !sameLock) rmSync(join(cache, name), {recursive: true, force: true});
  }
  for (const name of implicitLibraries) mkdirSync(join(cache, "_npm", `${name}@0.0.0`), {recursive: true});
  writeFileSync(marker, lock);
}

/**
 * Runs every data loader below `src` on a release and puts what it gives where Framework looks for it.
 *
 * @param {string} root project root
 * @param {string} release folder of the release
 * @param {(extract: {path: string, bytes: number, seconds: number}) => void} report called after each
 */
export async function fillCache(root, release, report) {
  const src = join(root, "src");
  for (const file of filesBelow(src)) {
    // A loader's name is that of its output and `.ts`; pages written by loaders are Framework's own business, besides reports.
    if (!/\.(?!d\.|md\.)[\w-]+\.ts$/.test(file)) continue;
    const started = performance.now();
    const output = await runTypeScript(root, [file], {env: {HEMIOLA_RELEASE: release}, quiet: true});
    const path = relative(src, file).slice(0, -".ts".length);
    if (output.length === 0) throw new Error(`empty extract: ${path}`);
    const target = join(cacheOf(root), path);
    await mkdir(dirname(target), {recursive: true});
    await writeFile(`${target}.part`, output);
    await utimes(`${target}.part`, fixedTime, fixedTime);
    await rename(`${target}.part`, target);
    report({
      path: path.split(sep).join("/"),
      bytes: output.length,
      seconds: (performance.now() - started) / 1000
    });
  }
}

/** Where the files of reports wait until the site is built. */
const reportFiles = (root) => join(cacheOf(root), "_reports");

/**
 * Draws the pages of all reports in one process and puts them where Framework looks for what its page loaders give: a process
 * for each page would take longer than all else.
 *
 * @param {string} root project root
 * @param {string} release folder of the release
 */
export async function fillReports(root, release) {
  const args = ["scripts/renderReports.ts", cacheOf(root), reportFiles(root)];
  // What it says of claims that no longer hold is for the maker of the site.
  await runTypeScript(root, args, {env: {HEMIOLA_RELEASE: release}});
}

/**
 * Puts the files of reports (pictures, numbers) into a built site, under addresses that stay the same from release to release.
 *
 * @param {string} root project root
 * @param {string} site folder of the site
 */
export async function copyReportFiles(root, site) {
  await cp(reportFiles(root), site, {recursive: true});
}
