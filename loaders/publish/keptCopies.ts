import {createHash} from "node:crypto";
import {mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {claim, disclaim, isLeftOver, unfinishedName, unfinishedPrefix} from "../unfinished.js";

/** Copies kept for later builds; a site has a handful of files that are worth it, each with two copies. */
const most = 24;

/**
 * The compressed copy of some bytes, from an earlier build if it is kept, else made and kept. Its name follows from the
 * bytes, the way of compressing and the versions of the compressors, so that it is never out of date; a kept copy is held
 * against its own checksum.
 *
 * @param folder where copies are kept
 * @param settings tells this way of compressing from any other
 * @param make compresses the bytes
 * @returns the same bytes as `make` gives
 */
export async function keptCopy(
  folder: string,
  bytes: Uint8Array,
  settings: string,
  make: () => Promise<Buffer>
): Promise<Buffer> {
  const {brotli = "", zlib} = process.versions;
  const key = hashOf(`${hashOf(bytes)}\0${settings}\0${brotli}\0${zlib}`);
  const file = join(folder, key);
  const kept = await read(file);
  if (kept !== undefined) return kept;
  const made = await make();
  await mkdir(folder, {recursive: true});
  const work = claim(join(folder, unfinishedName(key)));
  await writeFile(work, Buffer.concat([createHash("sha256").update(made).digest(), made]));
  await rename(work, file);
  disclaim(work);
  await removeOldest(folder);
  return made;
}

const hashOf = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** Bytes of the checksum before a kept copy. */
const sumBytes = 32;

/** A kept copy, which then counts as used; undefined if there is none, or it is damaged. */
async function read(file: string): Promise<Buffer | undefined> {
  const held = await unlessGone(readFile(file));
  if (held === undefined) return undefined;
  const copy = held.subarray(sumBytes);
  if (!createHash("sha256").update(copy).digest().equals(held.subarray(0, sumBytes))) return undefined;
  const used = new Date();
  await unlessGone(utimes(file, used, used));
  return copy;
}

/** Removes all but those used last, and what a build that died has left; another build may do the same at the same time. */
async function removeOldest(folder: string): Promise<void> {
  const found: {path: string; used: number}[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.startsWith(unfinishedPrefix)) {
      if (isLeftOver(path)) await rm(path, {force: true});
      continue;
    }
    const used = (await unlessGone(stat(path)))?.mtimeMs;
    if (used !== undefined) found.push({path, used});
  }
  found.sort((a, b) => b.used - a.used);
  for (const {path} of found.slice(most)) await rm(path, {force: true});
}

/** What a call on a file gives; undefined if the file is not there. */
async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
