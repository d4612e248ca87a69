import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {copyReportFiles, detachedHtml, fillCache, fillPages, resetCache} from "./frameworkCache.mjs";
import {withLock} from "./lock.mjs";
import {runNode, runTypeScript} from "./run.mjs";
import {siteKey} from "./siteKey.mjs";
import {step} from "./step.mjs";

/** Framework's command line, relative to the project. */
export const framework = "node_modules/@observablehq/framework/dist/bin/observable.js";

/** Environment in which Framework works on a release. */
export const frameworkEnv = (release) => ({HEMIOLA_RELEASE: release, OBSERVABLE_TELEMETRY_DISABLE: "1"});

/**
 * Builds the site of a release into a folder, beside it first and then moved into place: whatever happens on the way,
 * the folder holds a complete site, the old one or the new.
 *
 * @param {{root: string, release: string, out: string, onlyIfChanged?: boolean}} options onlyIfChanged: keep the site
 * in the folder if it was built from the same release and sources
 * @throws {Error} if the release is damaged, a page does not build or the site is not fit for publishing
 */
export async function buildSite({root, release, out, onlyIfChanged = false}) {
  const name = createHash("sha256").update(out).digest("hex").slice(0, 16);
  const marker = join(root, `.hemiola/build-${name}.json`);
  const key = existsSync(join(release, "release.json")) ? siteKey(root, release) : undefined;
  if (onlyIfChanged && key !== undefined && existsSync(join(out, "index.html")) && builtKey(marker) === key) {
    return console.error("· build the site · unchanged");
  }
  // Before anything else, and in one line: a release that is damaged, or public and not signed, must not become a site.
  await runTypeScript(root, ["loaders/cli.ts", "verify", release, "--for-site"]);
  await withLock(join(root, ".hemiola/build.lock"), async () => {
    removeUnfinished(out);
    const work = `${out}.unfinished-${process.pid}`;
    try {
      resetCache(root);
      // Neither needs what the other makes.
      await together([
        step("make the extracts", () => fillCache(root, release)),
        step("draw the reports", () => fillPages(root, release))
      ]);
      await step("build the pages", () =>
        runNode(root, [framework, "build"], {env: {...frameworkEnv(release), HEMIOLA_OUTPUT: work}, quiet: true})
      );
      await copyReportFiles(root, work);
      await step("finish the pages", () =>
        runTypeScript(root, ["scripts/finishSite.ts", work, release, detachedHtml(root)])
      );
      rmSync(marker, {force: true});
      replace(out, work);
      writeFileSync(marker, `${JSON.stringify({out, key})}\n`);
    } finally {
      rmSync(work, {recursive: true, force: true});
    }
  });
}

/** Waits until all have ended, those beside one that failed too, which would go on writing. */
async function together(steps) {
  const failed = (await Promise.allSettled(steps)).find(({status}) => status === "rejected");
  if (failed) throw failed.reason;
}

/** The key of the site that was built last into the marker's folder; undefined if there is none or it is damaged. */
function builtKey(marker) {
  try {
    return JSON.parse(readFileSync(marker, "utf8")).key;
  } catch {
    return undefined;
  }
}

/** Puts a finished folder in the place of another. */
function replace(target, finished) {
  const old = `${target}.unfinished-old-${process.pid}`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(finished, target);
  rmSync(old, {recursive: true, force: true});
}

/** Removes what a build that died left beside the folder. */
function removeUnfinished(out) {
  const parent = dirname(out);
  mkdirSync(parent, {recursive: true});
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(out)}.unfinished-`)) rmSync(join(parent, name), {recursive: true, force: true});
  }
}
