import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {SourceError} from "./sourceError.js";

/** A file read once from beginning to end, with the account of what was read. */
export interface FileChunks extends AsyncIterable<Buffer> {
  /** Bytes read so far, and their SHA-256; final once the file was read to its end. */
  digest(): {bytes: number; sha256: string};
}

/**
 * The bytes of a file in pieces of at most 256 kB. What follows the last piece that was taken is not read.
 *
 * @param file name in messages
 * @throws {SourceError} while read, on a missing file or a folder
 */
export function fileChunks(path: string, file: string): FileChunks {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* read(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of createReadStream(path, {highWaterMark: 1 << 18}) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw unreadable(error, file, path);
    }
  }
  return {[Symbol.asyncIterator]: read, digest: () => ({bytes, sha256: hash.copy().digest("hex")})};
}

/** What is wrong with a file that cannot be opened, in the words of a {@link SourceError}. Others pass unchanged. */
export function unreadable(error: unknown, file: string, path: string): unknown {
  const {code} = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new SourceError("missing file", {file, expected: path}, {cause: error});
  if (code === "EISDIR") return new SourceError("a folder", {file, expected: "a file"}, {cause: error});
  if (typeof code === "string" && code.startsWith("E")) {
    return new SourceError(`unreadable: ${(error as Error).message}`, {file}, {cause: error});
  }
  return error;
}
