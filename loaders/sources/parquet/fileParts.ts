import type {FileHandle} from "node:fs/promises";
import {open} from "node:fs/promises";
import {unreadable} from "../fileChunks.js";
import {Damage} from "../damage.js";

/** A file of which parts are read, not the whole. */
export interface FileParts {
  readonly size: number;
  /**
   * Bytes from `start` up to `end`, in a buffer of their own.
   * @throws {Damage} if they are not in the file
   */
  read(start: number, end: number): Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a file to read parts of it.
 *
 * @param file name in messages
 * @throws {SourceError} on a missing file or a folder
 */
export async function openParts(path: string, file: string): Promise<FileParts> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    const status = await handle.stat();
    if (status.isDirectory()) throw Object.assign(new Error("is a folder"), {code: "EISDIR"});
    return partsOf(handle, status.size);
  } catch (error) {
    await handle?.close();
    throw unreadable(error, file, path);
  }
}

function partsOf(handle: FileHandle, size: number): FileParts {
  return {
    size,
    async read(start, end) {
      if (!(start >= 0 && start <= end && end <= size)) throw new Damage(`bytes ${start} to ${end} of ${size}`);
      const bytes = new Uint8Array(end - start);
      for (let done = 0; done < bytes.length;) {
        const {bytesRead} = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) throw new Damage("the file became shorter while it was read");
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close()
  };
}
