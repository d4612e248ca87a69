import {existsSync} from "node:fs";
import {rm} from "node:fs/promises";
import {join} from "node:path";
import {hashOf} from "../../fileHashes.js";
import type {ProgressListener} from "../../progress.js";
import {SourceError} from "../sourceError.js";
import {pullAddress, shownAddress} from "./address.js";
import {download} from "./download.js";
import {PartFile} from "./partFile.js";
import type {PullClock} from "./pullClock.js";
import {systemClock} from "./pullClock.js";
import type {PullLimits} from "./pullLimits.js";
import {usualLimits} from "./pullLimits.js";

/** A file at an address, with the checksum that its content must have. */
export interface PulledFile {
  /** Name in messages and in a mirror. */
  readonly file: string;
  readonly url: string;
  readonly sha256: string;
  readonly bytes?: number;
  /** Value of the header `Authorization`. */
  readonly authorization?: string;
}

/** Where pulled files are kept and what may be asked of the network. */
export interface PullOptions {
  /** Folder of the cache. */
  readonly cache: string;
  /** Ask nothing of the network. */
  readonly offline?: boolean;
  /** Folder whose copies stand for addresses: `<host>/<path>` of an address, or the name of the file. */
  readonly mirror?: string;
  readonly limits?: Partial<PullLimits>;
  readonly clock?: PullClock;
  readonly onProgress?: ProgressListener;
  /** Told of every piece received: bytes so far, and in all if that is known. */
  readonly onBytes?: (received: number, total: number | undefined) => void;
}

/** Files smaller than this come too fast for word of their progress. */
const told = 1 << 25;

/**
 * The path of a file's content: of a copy in the mirror, of the one that was pulled before, or of the one that is pulled
 * now. Contents are kept by their checksum, so that two addresses of one file need one, and are checked each time.
 *
 * @throws {SourceError} if the address may not be pulled, the content is another than declared, or cannot be had
 */
export async function pullFile(wanted: PulledFile, options: PullOptions): Promise<string> {
  const {file, sha256, bytes} = wanted;
  const {cache, offline = false, mirror, clock = systemClock, onProgress} = options;
  const url = pullAddress(wanted.url, file);
  const copy = mirror === undefined ? undefined : mirrored(mirror, url, file);
  if (copy !== undefined) {
    await checkCopy(copy, file, sha256);
    return copy;
  }
  const target = join(cache, "files", sha256.slice(0, 2), sha256);
  if (existsSync(target)) {
    if ((await hashOf(target)) === sha256) return target;
    await rm(target, {force: true});
  }
  if (offline) {
    throw new SourceError("not pulled yet", {
      file,
      value: shownAddress(url),
      expected: "to be online once, or a mirror"
    });
  }
  const limits = {...usualLimits, ...options.limits};
  const part = await PartFile.open(target);
  const started = clock.now();
  let tenth = 0;
  try {
    await download({...wanted, url, bytes}, part, {
      limits,
      clock,
      onBytes(received, total) {
        options.onBytes?.(received, total);
        if (total === undefined || total < told || Math.floor((10 * received) / total) <= tenth) return;
        tenth = Math.floor((10 * received) / total);
        if (tenth < 10) onProgress?.({what: `pull ${file}`, detail: `${10 * tenth} % of ${megabytes(total)}`});
      }
    });
  } catch (error) {
    // What can be gone on with stays, unless it is nothing.
    await (part.size === 0 ? part.discard() : part.close());
    throw error;
  }
  const detail = megabytes(part.size);
  await part.finish();
  onProgress?.({what: `pull ${file}`, detail, seconds: (clock.now() - started) / 1000});
  return target;
}

/**
 * Checks a copy that stands for an address.
 *
 * @throws {SourceError} if its content is another
 */
export async function checkCopy(path: string, file: string, sha256: string): Promise<void> {
  const actual = await hashOf(path);
  if (actual === sha256) return;
  const fault = actual === null ? "an unreadable copy" : `wrong checksum: sha256 ${actual}`;
  throw new SourceError(fault, {file, value: path, expected: sha256});
}

function mirrored(mirror: string, {host, pathname}: URL, file: string): string | undefined {
  const path = pathname.split("/").filter((part) => !["", ".", ".."].includes(part));
  return [join(mirror, host, ...path), join(mirror, file)].find((candidate) => existsSync(candidate));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
