import {copyFile, readFile, stat, writeFile} from "node:fs/promises";
import {join, posix, resolve} from "node:path";
import {parse, serialize} from "parse5";
import {attachHtml, readDetached} from "./detachedHtml.js";
import {bundleModules} from "./bundleModules.js";
import {checkSite, type SiteFile} from "./checkSite.js";
import {compressFiles} from "./compressFiles.js";
import {finishDocument, finishPage, runsDatabase, worksOffline} from "./finishPage.js";
import {notFoundPage} from "./notFoundPage.js";
import {isAnswer, offlineWorker, workerName} from "./offlineWorker.js";
import {searchedPage, type SearchedPage, searchIndex} from "./searchIndex.js";
import {SiteError} from "./siteError.js";
import {
  manifestName,
  publishedFile,
  releaseName,
  siteManifest,
  type SiteManifest,
  siteRelease
} from "./siteManifest.js";
import {neededFiles} from "./siteReferences.js";
import {filesOf} from "./verifySite.js";
import {withoutFileTimes} from "./withoutFileTimes.js";

/** What a finished site consists of. */
export interface FinishedSite {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly manifest: SiteManifest;
}

/** Page for addresses that the site does not have. */
const notFound = "404.html";
/** Index of the search. */
const searchName = "search.json";
/** Figures and numbers of reports to take away: a reader fetches few of them, and no page waits for one. */
const takenAway = "figures/";
/** Tells GitHub Pages to leave out no file: it would those below folders that begin with an underscore. */
const asIs = ".nojekyll";

/**
 * Finishes a site that Framework built, in place: bundles its modules, finishes every page and checks the result; then adds the index of
 * the search, the service worker for visits without a network, compressed copies of what gains by it, and the manifest.
 *
 * @param releaseFolder of the release that the site is of
 * @param detached folder with the blocks of HTML that the pages have marks of; none if not given
 * @param cache folder of what is kept between builds; none if not given
 * @throws {SiteError} listing what must not be published
 */
export async function finishSite(
  folder: string,
  releaseFolder: string,
  detached: string | null = null,
  cache: string | null = null
): Promise<FinishedSite> {
  const release = await siteRelease(releaseFolder);
  const paths = await bundleModules(resolve(folder), await filesOf(folder));
  const files: SiteFile[] = [];
  const searched: SearchedPage[] = [];
  for (const path of paths) files.push({path, text: await finishFile({folder, detached, searched}, path)});
  const faults = checkSite(files);
  if (faults.length > 0) throw new SiteError(`the site is not fit for publishing:\n${faults.join("\n")}`);
  await writeFile(join(folder, asIs), "");
  await writeFile(join(folder, searchName), JSON.stringify(searchIndex(searched)));
  await writeFile(join(folder, workerName), await workerOf(folder, files));
  await copyFile(join(releaseFolder, releaseName), join(folder, releaseName));
  const plain = [...paths, asIs, searchName, workerName, releaseName];
  const fetched = plain.filter((path) => !path.startsWith(takenAway));
  const all = [...plain, ...(await compressFiles(folder, fetched, cache === null ? null : join(cache, "compressed")))];
  const manifest = await siteManifest(folder, all, release);
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
  const pages = files.filter(({path}) => path.endsWith(".html")).length;
  const own = (await stat(join(folder, manifestName))).size;
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, own);
  return {pages, files: all.length + 1, bytes, manifest};
}

/** What finishing a file takes, and to whom it tells the words of a page. */
interface Finishing {
  readonly folder: string;
  readonly detached: string | null;
  readonly searched: SearchedPage[];
}

/** Finishes one file; its text then, which is empty for files that are neither pages, modules nor styles. */
async function finishFile(site: Finishing, path: string): Promise<string> {
  if (!/\.(html|js|css)$/.test(path)) return "";
  const file = join(site.folder, path);
  const text = await readFile(file, "utf8");
  const finished = await finishedText(site, path, text);
  if (finished !== text) await writeFile(file, finished);
  return finished;
}

async function finishedText(site: Finishing, path: string, text: string): Promise<string> {
  if (path === notFound) return await finishNotFound(site.folder, text);
  if (!path.endsWith(".html")) return /^_import\/.*\.js$/.test(path) ? withoutFileTimes(text) : text;
  const document = parse(text);
  const page = path.slice(0, -".html".length);
  attachHtml(document, page, await readDetached(site.detached, page));
  const words = searchedPage(path, document);
  if (words !== undefined) site.searched.push(words);
  const worker = worksOffline(text) ? posix.relative(posix.dirname(path), workerName) : null;
  finishDocument(document, runsDatabase(text), worker);
  return serialize(document);
}

async function finishNotFound(folder: string, text: string): Promise<string> {
  const names = [...text.matchAll(/href="([^"]+\.css)"/g)].map(([, address]) => address);
  const styles = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)
  );
  return finishPage(notFoundPage(text, (address) => new Map(styles).get(address) ?? ""));
}

/** The service worker: it keeps the pages of the explorer, the first page, and what they need, each answer of a cube too. */
async function workerOf(folder: string, files: readonly SiteFile[]): Promise<string> {
  const texts = new Map(files.map(({path, text}) => [path, text]));
  const pages = files.filter(({path, text}) => path.endsWith(".html") && (path === "index.html" || worksOffline(text)));
  const from = pages.map(({path}) => path);
  const needed = neededFiles(from, new Set(texts.keys()), (path) => texts.get(path)!);
  const answers = [...texts.keys()].filter(isAnswer);
  return offlineWorker(await Promise.all([...needed, ...answers].map((path) => publishedFile(folder, path))));
}
