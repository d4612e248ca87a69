import {cp, mkdir, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {claim, disclaim, unfinishedName} from "../unfinished.js";
import {listed, placeOf, type Publication, readPublication, withRelease} from "./publication.js";
import {publicationFiles} from "./publicationPages.js";
import {SiteError} from "./siteError.js";
import {differenceLines, verifySite} from "./verifySite.js";

/**
 * Puts a built site into a folder of releases, under `r/<id>/`, beside those that are there, and lists it. A release that
 * is there already is replaced by its site as built now. The list, and with it `latest`, changes last.
 *
 * @param id of the release that the site must be of
 * @returns the list
 * @throws {SiteError} if the site is of another release, is not as it was built, was withdrawn here, or is of another tier than the others
 */
export async function publishSite(site: string, id: string, to: string): Promise<Publication> {
  const {manifest, differences} = await verifySite(site);
  if (manifest.release.id !== id) {
    throw new SiteError(`${site}: a site of release ${manifest.release.id}, expected one of release ${id}`);
  }
  const [fault] = differenceLines(differences);
  if (fault !== undefined) throw new SiteError(`${site}: not as it was built: ${fault}`);
  const publication = await readPublication(to);
  const added = listed(manifest);
  checkFits(publication, added);
  await replaceFolder(join(to, placeOf(added.id)), (work) => cp(site, work, {recursive: true}));
  const next = withRelease(publication, added);
  await writePublication(to, next);
  return next;
}

/** Writes the list of a folder and the pages that follow from it. */
export async function writePublication(to: string, publication: Publication): Promise<void> {
  const files = publicationFiles(publication);
  await replaceFolder(join(to, "latest"), async (work) => {
    await mkdir(work, {recursive: true});
    for (const [path, text] of files) {
      if (path.startsWith("latest/")) await writeText(join(work, path.slice("latest/".length)), text);
    }
  });
  for (const [path, text] of files) if (!path.startsWith("latest/")) await writeText(join(to, path), text);
}

/** Fills a folder beside its place and moves it there, so that its place never holds half of one. */
export async function replaceFolder(target: string, fill: (work: string) => Promise<void>): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, {recursive: true});
  const [work, old] = [claim(join(parent, unfinishedName("site"))), claim(join(parent, unfinishedName("old")))];
  try {
    await fill(work);
    await rename(target, old).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    });
    await rename(work, target);
  } finally {
    for (const path of [work, old]) {
      await rm(path, {recursive: true, force: true});
      disclaim(path);
    }
  }
}

async function writeText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, text);
}

function checkFits({releases}: Publication, {id, tier}: {id: string; tier: string}): void {
  const gone = releases.find((release) => release.id === id && release.withdrawn !== null);
  if (gone) throw new SiteError(`release ${id} was withdrawn here and cannot be published again: ${gone.withdrawn}`);
  const other = releases.find((release) => release.tier !== tier);
  if (other) {
    throw new SiteError(`a folder is for readers of one tier: release ${id} is ${tier}, ${other.id} ${other.tier}`);
  }
}
