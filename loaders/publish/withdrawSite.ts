import {mkdir, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {workerName} from "./offlineWorker.js";
import {placeOf, type Publication, publicationName, readPublication, withRelease} from "./publication.js";
import {tombstonePage} from "./publicationPages.js";
import {replaceFolder, writePublication} from "./publishSite.js";
import {SiteError} from "./siteError.js";

/** In the place of a withdrawn site's service worker: has browsers forget what they kept of it. */
const forgettingWorker = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(forget()));

async function forget() {
  const prefix = \`hemiola \${self.registration.scope} \`;
  for (const key of await caches.keys()) if (key.startsWith(prefix)) await caches.delete(key);
  await self.registration.unregister();
}
`;

/**
 * Withdraws a published release: each of its pages becomes one that says so and why, nothing of its data stays, what
 * browsers kept of it goes with their next visit, and `latest` leads to the newest release that stands.
 *
 * @returns the list
 * @throws {SiteError} if the folder has no such release
 */
export async function withdrawSite(to: string, id: string, reason: string): Promise<Publication> {
  const publication = await readPublication(to);
  const release = publication.releases.find((found) => found.id === id);
  if (release === undefined) throw new SiteError(`${join(to, publicationName)}: no release ${id}`);
  await replaceFolder(join(to, placeOf(id)), async (work) => {
    for (const [path, text] of tombstoneFiles(release, reason)) {
      await mkdir(dirname(join(work, path)), {recursive: true});
      await writeFile(join(work, path), text);
    }
  });
  const next = withRelease(publication, {...release, withdrawn: reason});
  await writePublication(to, next);
  return next;
}

/** What stands in the place of a withdrawn site, by path. */
export function tombstoneFiles(release: Publication["releases"][number], reason: string): Map<string, string> {
  return new Map([
    ...release.pages.map((page) => [page, tombstonePage(release, reason, page)] as const),
    [workerName, forgettingWorker] as const
  ]);
}
