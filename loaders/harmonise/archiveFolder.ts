import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {basename, join, relative} from "node:path";
import {filesBelow, hashOf} from "../fileHashes.js";
import {pullFile, type PullOptions} from "../sources/pull/pullFile.js";
import {unpackArchive} from "../sources/pull/unpackArchive.js";
import {SourceError} from "../sources/sourceError.js";
import type {StudySource} from "../study/studySchema.js";
import {claim, disclaim, unfinishedName} from "../unfinished.js";

/**
 * The folder with the files of an archive, pulled and unpacked once; that in the archive where all lie in one. What was
 * unpacked before is compared with what it was then.
 *
 * @throws {SourceError} if nobody has declared the checksum of the archive, it cannot be had, or may not be unpacked
 */
export async function archiveFolder(
  {id, archive}: StudySource,
  options: PullOptions,
  authorization: string | undefined
): Promise<string> {
  const {url, sha256, bytes} = archive!;
  const file = basename(new URL(url).pathname);
  if (sha256 === "unknown") {
    const expected = `its SHA-256 as archive.sha256 of ${id}, once somebody has looked at it: "hemiola pin" pulls it and prints it`;
    throw new SourceError("an archive of which nobody has declared the checksum", {file, expected});
  }
  const path = await pullFile({file, url, sha256, bytes, authorization}, options);
  const folder = join(options.cache, "unpacked", sha256);
  if (!(await isWhole(folder))) await unpack(path, file, folder);
  const content = join(folder, "content");
  const entries = await readdir(content, {withFileTypes: true});
  return entries.length === 1 && entries[0].isDirectory() ? join(content, entries[0].name) : content;
}

/** The list of the files, by which a folder that was changed is found out. */
const listName = "files.json";

async function isWhole(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, listName))) return false;
  return (await readFile(join(folder, listName), "utf8")) === (await listOf(folder));
}

async function listOf(folder: string): Promise<string> {
  const content = join(folder, "content");
  const hashes: [string, string | null][] = [];
  for (const path of filesBelow(content)) hashes.push([relative(content, path), await hashOf(path)]);
  return JSON.stringify(hashes);
}

async function unpack(path: string, file: string, folder: string): Promise<void> {
  const parent = join(folder, "..");
  await mkdir(parent, {recursive: true});
  const work = claim(join(parent, unfinishedName(basename(folder))));
  try {
    await mkdir(join(work, "content"), {recursive: true});
    await unpackArchive(path, file, join(work, "content"));
    await writeFile(join(work, listName), await listOf(work));
    await rm(folder, {recursive: true, force: true});
    await rename(work, folder);
  } finally {
    await rm(work, {recursive: true, force: true});
    disclaim(work);
  }
}
