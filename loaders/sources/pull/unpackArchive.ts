import {createReadStream, createWriteStream} from "node:fs";
import {mkdir} from "node:fs/promises";
import {dirname, join} from "node:path";
import type {Readable} from "node:stream";
import {Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import {extract} from "tar-stream";
import {SourceError} from "../sourceError.js";

/** How much an archive may hold. */
export interface ArchiveLimits {
  /** Files and folders. */
  readonly entries: number;
  /** Bytes of all files together. */
  readonly bytes: number;
}

export const usualArchive: ArchiveLimits = {entries: 10_000, bytes: 2 ** 34};

/**
 * Unpacks a `.tar.gz` into an empty folder, streaming. Nothing is written outside of the folder: an archive is refused as a whole
 * for a name that leads out of it or stands twice, for a link or anything else that is neither file nor folder, and if it
 * holds more than the limits allow.
 *
 * @param file name of the archive in messages
 * @throws {SourceError} on such an archive, and one that is damaged or cut short
 */
export async function unpackArchive(
  path: string,
  file: string,
  folder: string,
  limits: ArchiveLimits = usualArchive
): Promise<void> {
  const archive = extract();
  const seen = new Set<string>();
  let bytes = 0;
  const count = (size: number): void => {
    bytes += size;
    if (bytes > limits.bytes)
      throw new SourceError("the archive holds too much", {file, expected: `at most ${limits.bytes} bytes`});
  };
  // What is skipped or padded counts too, so that nothing small can become endless.
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        count(chunk.byteLength);
        done(null, chunk);
      } catch (error) {
        done(error as SourceError);
      }
    }
  });
  const unpacked = pipeline(createReadStream(path), createGunzip(), counted, archive);
  // Where the other loop ends first, its error is the one to tell.
  unpacked.catch(() => undefined);
  try {
    for await (const entry of archive) {
      const {name, type, size} = entry.header;
      const parts = entryParts(name, file);
      if (seen.size >= limits.entries)
        throw new SourceError("the archive holds too much", {file, expected: `at most ${limits.entries} entries`});
      if (type !== "file" && type !== "directory" && type !== "contiguous-file")
        throw new SourceError(`a ${type} in the archive`, {file, value: name, expected: "files and folders"});
      if ((size ?? 0) > limits.bytes - bytes + highWater)
        throw new SourceError("the archive holds too much", {
          file,
          value: name,
          expected: `at most ${limits.bytes} bytes`
        });
      const key = parts.join("/").toLowerCase();
      if (type !== "directory" && seen.has(key))
        throw new SourceError("a file that stands twice in the archive", {file, value: name});
      seen.add(key);
      const target = join(folder, ...parts);
      if (type === "directory") {
        await mkdir(target, {recursive: true});
        entry.resume();
      } else {
        await mkdir(dirname(target), {recursive: true});
        await pipeline(entry as unknown as Readable, createWriteStream(target, {flags: "wx"}));
      }
    }
    await unpacked;
  } catch (error) {
    archive.destroy();
    const first: unknown = error instanceof SourceError ? error : await unpacked.catch((thrown: unknown) => thrown);
    if (first instanceof SourceError) throw first;
    const {message} = (first ?? error) as Error;
    throw new SourceError(`a damaged archive: ${message}`, {file, expected: "a complete .tar.gz"}, {cause: error});
  }
  if (seen.size === 0) throw new SourceError("an empty archive", {file});
}

/** Bytes that may be read ahead of the entry under way. */
const highWater = 1 << 20;

/** The parts of an entry's name, none of which leads out of the folder. */
function entryParts(name: string, file: string): string[] {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  const bad = name.startsWith("/") || /[\\\0:]/u.test(name) || parts.includes("..") || parts.length > 20;
  if (bad)
    throw new SourceError("a name that leads out of the archive", {file, value: name, expected: "a relative name"});
  return parts;
}
