import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {cp} from "node:fs/promises";
import {join} from "node:path";
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
 * Runs every data loader below `src` on a release, all in one process, and puts what they give where Framework looks for it.
 *
 * @param {string} root project root
 * @param {string} release folder of the release
 */
export async function fillCache(root, release) {
  const src = join(root, "src");
  const {tier} = JSON.parse(readFileSync(join(release, "release.json"), "utf8"));
  // Pages written by loaders come with the reports.
  const all = filesBelow(src).filter((file) => /\.(?!d\.|md\.)[\w-]+\.ts$/.test(file));
  // Without rows of patients there is nothing to extract, and no database to ask: fonts are all that is left.
  const loaders = tier === "public" ? all.filter((file) => file.startsWith(join(src, "fonts"))) : all;
  await runTypeScript(root, ["scripts/runLoaders.ts", src, cacheOf(root), ...loaders], {
    env: {HEMIOLA_RELEASE: release}
  });
}

/** Where the files of reports wait until the site is built. */
const reportFiles = (root) => join(cacheOf(root), "_reports");

/**
 * Where the finished HTML of pages waits until the site is built.
 *
 * @param {string} root project root
 */
export const detachedHtml = (root) => join(cacheOf(root), "_detached");

/**
 * Draws the pages of all reports in one process and puts them where Framework looks for what its page loaders give: a process
 * for each page would take longer than all else.
 *
 * @param {string} root project root
 * @param {string} release folder of the release
 */
export async function fillReports(root, release) {
  await renderReports(root, release, []);
}

/**
 * Makes every page that a loader writes, those of reports among them, as {@link fillReports} does, but with marks in the place
 * of finished HTML: Framework takes longer over that than over all else, and leaves it as it is.
 *
 * @param {string} root project root
 * @param {string} release folder of the release
 */
export async function fillPages(root, release) {
  await renderReports(root, release, [detachedHtml(root)]);
}

async function renderReports(root, release, detached) {
  const args = ["scripts/renderReports.ts", cacheOf(root), reportFiles(root), ...detached];
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
