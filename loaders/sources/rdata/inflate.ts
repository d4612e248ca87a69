import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import {Damage} from "../damage.js";
import {fileChunks} from "../fileChunks.js";
import {SourceError} from "../sourceError.js";

/** Bytes of a file that is not compressed any more, at most: it is in memory as a whole. */
const maxBytes = 1 << 30;

/** Compressions that are not read, by their first bytes. */
const others: readonly (readonly [string, string])[] = [
  ["BZh", "bzip2"],
  ["\xfd7zXZ\0", "xz"],
  ["(\xb5/\xfd", "zstd"]
];

/**
 * The bytes of a file that R has saved, decompressed. The names of columns come after their values, so that nothing can
 * be left out before all was read.
 *
 * @throws {SourceError} on a missing file, and on compression other than gzip
 * @throws {Damage} on damaged compression, and on more bytes than are read
 */
export async function inflate(path: string, file: string): Promise<Uint8Array> {
  const chunks = fileChunks(path, file)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) throw new SourceError("empty file", {file, expected: "a file that R has saved"});
  const start = first.value.toString("latin1", 0, 6);
  const other = others.find(([magic]) => start.startsWith(magic));
  if (other !== undefined) {
    await chunks.return?.(undefined);
    throw new SourceError(`compressed by ${other[1]}`, {file, expected: 'save(…, compress = "gzip")'});
  }
  const bytes: Buffer[] = [];
  let total = 0;
  const collect = async (parts: AsyncIterable<Buffer>): Promise<void> => {
    for await (const part of parts) {
      total += part.length;
      if (total > maxBytes) throw new Damage(`more than ${maxBytes} bytes: save fewer columns, or as Parquet`);
      bytes.push(part);
    }
  };
  const raw = all(first.value, chunks);
  if (start.startsWith("\x1f\x8b")) await pipeline(raw, createGunzip(), collect);
  else await collect(raw);
  return Buffer.concat(bytes);
}

async function* all(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
