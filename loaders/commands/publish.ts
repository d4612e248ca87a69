import {spawn} from "node:child_process";
import {join} from "node:path";
import type {ReleaseManifest} from "../../src/model/release.js";
import {latestOf, placeOf} from "../publish/publication.js";
import {publishSite} from "../publish/publishSite.js";
import {SiteError} from "../publish/siteError.js";
import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";

/** What to publish, and where. */
export interface PublishOptions {
  /** Project root. */
  readonly root: string;
  /** Path or address of a release. */
  readonly release: string;
  /** Folder of the releases. */
  readonly to: string;
  /** Folder of the release's site, if it is built already; else it is built. */
  readonly site?: string;
}

/**
 * Publishes the site of a release beside others.
 *
 * @returns the folder of the site, and the id of the latest release
 * @throws {ReleaseError} if the release is damaged
 * @throws {SiteError} if it must not be published, or its site does not build
 */
export async function publish({root, release, to, site}: PublishOptions): Promise<{folder: string; latest: string}> {
  const {folder, manifest} = await readRelease(await locateRelease(root, release));
  checkTier(manifest);
  const built = site ?? join(root, ".hemiola/sites", `publish-${manifest.id}`);
  if (site === undefined) await buildSite(root, folder, built);
  const publication = await publishSite(built, manifest.id, to);
  return {folder: join(to, placeOf(manifest.id)), latest: latestOf(publication)!.id};
}

/** Exact rows of real patients stay in the environment in which they were harmonised. */
function checkTier({id, tier, sources}: ReleaseManifest): void {
  const real = sources.filter(({simulated}) => !simulated).map(({id}) => id);
  if (tier !== "internal" || real.length === 0) return;
  throw new SiteError(`release ${id} is internal and has exact rows of ${real.join(", ")}: it is not for publishing`);
}

/** Builds a site in a process of its own; its progress is shown. */
async function buildSite(root: string, release: string, out: string): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "scripts/build.mjs"), "--out", out], {
      cwd: root,
      env: {...process.env, HEMIOLA_RELEASE: release, INIT_CWD: root},
      stdio: ["ignore", "ignore", "inherit"]
    });
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new SiteError(`the site of release ${release} does not build`);
}
