import {createHash} from "node:crypto";
import {mkdir, rename} from "node:fs/promises";
import {dirname, join} from "node:path";
import {SourceError} from "../sourceError.js";
import {pullAddress, shownAddress} from "./address.js";
import {PartFile} from "./partFile.js";
import {systemClock} from "./pullClock.js";
import type {PulledFile, PullOptions} from "./pullFile.js";
import {usualLimits} from "./pullLimits.js";
import {request} from "./request.js";
import {TransientError} from "./transientError.js";
import {withRetries} from "./withRetries.js";

/** A file that was pulled without knowing what it should be. */
export interface UnpinnedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Where it lies, as a later pull with this checksum finds it. */
  readonly path: string;
}

/**
 * Pulls a file whose content nobody has declared, to tell its checksum, so that somebody may look at it and declare it. An
 * attempt that breaks begins anew: what is put together of several answers could not be checked.
 *
 * @throws {SourceError} if the address may not be pulled or the content cannot be had
 */
export async function pullUnpinned(
  {file, url: address, authorization}: Omit<PulledFile, "sha256" | "bytes">,
  options: Omit<PullOptions, "mirror">
): Promise<UnpinnedFile> {
  const {cache, offline = false, clock = systemClock} = options;
  const url = pullAddress(address, file);
  const place = {file, value: shownAddress(url)};
  if (offline) throw new SourceError("not pulled yet", {...place, expected: "to be online once"});
  const limits = {...usualLimits, ...options.limits};
  const name = createHash("sha256").update(url.href).digest("hex");
  const part = await PartFile.open(join(cache, "unpinned", name));
  try {
    await withRetries(file, limits, clock, async () => {
      await part.empty();
      const answer = await request({url, file, authorization, headers: {}}, new Set([200]), limits, clock);
      try {
        const length = answer.headers.get("content-length");
        for await (const piece of answer.body) {
          if (part.size + piece.byteLength > limits.size)
            throw new SourceError(`${part.size} bytes or more`, {...place, expected: `at most ${limits.size} bytes`});
          await part.append(piece);
          options.onBytes?.(part.size, length === null ? undefined : Number(length));
        }
        if (length !== null && part.size < Number(length))
          throw new TransientError(`${part.size} of ${Number(length)} bytes`);
      } finally {
        await answer.cancel();
      }
    });
  } catch (error) {
    await part.discard();
    throw error;
  }
  const [sha256, bytes] = [part.digest(), part.size];
  await part.finish();
  const path = join(cache, "files", sha256.slice(0, 2), sha256);
  await mkdir(dirname(path), {recursive: true});
  await rename(part.target, path);
  return {sha256, bytes, path};
}
