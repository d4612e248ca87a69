import {createHash} from "node:crypto";
import {link, copyFile, mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {pullAddress} from "../sources/pull/address.js";
import {pullBytes} from "../sources/pull/pullBytes.js";
import {systemClock} from "../sources/pull/pullClock.js";
import {pullFile, type PullOptions} from "../sources/pull/pullFile.js";
import {usualLimits} from "../sources/pull/pullLimits.js";
import {SourceError} from "../sources/sourceError.js";
import {claim, disclaim, unfinishedName} from "../unfinished.js";
import {readManifest, readRelease} from "./readRelease.js";
import {ReleaseError} from "./releaseError.js";

/** Largest `release.json` in bytes. */
const largestManifest = 1 << 25;

/**
 * Pulls a release by the address of its `release.json`: its tables lie beside it as they do in a folder, and are checked by
 * the checksums that it tells, as it is by its id. Tables that are there already are not pulled again. Offline, the
 * release is the one that the address named the last time.
 *
 * @param authorization value of the header `Authorization`
 * @returns the folder of the release in the cache
 * @throws {ReleaseError} naming the address, if the release cannot be had or is damaged
 */
export async function pullRelease(
  address: string,
  options: PullOptions & {readonly authorization?: string}
): Promise<string> {
  const {cache, authorization, offline = false} = options;
  const work = claim(join(cache, "releases", unfinishedName("release")));
  try {
    const url = pullAddress(address, "release.json");
    if (!url.pathname.endsWith("/release.json")) {
      throw new ReleaseError(address, "unsupported address, expected one that ends in /release.json");
    }
    const noted = join(cache, "releases", "addresses", `${hashOfText(url.href)}.json`);
    const content = offline ? await lastManifest(noted, address) : await manifestAt(url, options);
    await mkdir(join(work, "tables"), {recursive: true});
    await writeFile(join(work, "release.json"), content);
    const manifest = await readManifest(work);
    const folder = join(cache, "releases", `${manifest.study.id}-${manifest.id}`);
    for (const {file, sha256, bytes} of manifest.tables) {
      const table = new URL(file, url);
      table.search = url.search;
      const path = await pullFile({file, url: table.href, sha256, bytes, authorization}, options);
      // Not a symbolic link: whoever copies the release's folder copies its tables.
      await link(path, join(work, file)).catch(() => copyFile(path, join(work, file)));
    }
    // One that is there and intact may be in use.
    if (!(await isIntact(folder))) {
      await rm(folder, {recursive: true, force: true});
      await rename(work, folder);
    }
    await mkdir(dirname(noted), {recursive: true});
    await writeFile(noted, content);
    return folder;
  } catch (error) {
    throw error instanceof SourceError ? new ReleaseError(address, error.message, {cause: error}) : error;
  } finally {
    await rm(work, {recursive: true, force: true});
    disclaim(work);
  }
}

async function manifestAt(
  url: URL,
  {authorization, limits, clock = systemClock}: PullOptions & {readonly authorization?: string}
): Promise<Buffer> {
  const wanted = {url, file: "release.json", authorization};
  return await pullBytes(wanted, largestManifest, {...usualLimits, ...limits}, clock);
}

async function lastManifest(noted: string, address: string): Promise<Buffer> {
  return await readFile(noted).catch((cause: unknown) => {
    throw new ReleaseError(address, "not pulled yet, expected to be online once", {cause});
  });
}

async function isIntact(folder: string): Promise<boolean> {
  return await readRelease(folder).then(
    () => true,
    () => false
  );
}

function hashOfText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
