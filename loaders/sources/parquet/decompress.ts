import type {CompressionCodec} from "hyparquet";
import {compressors, decompressZstd} from "hyparquet-compressors";
import {brotliDecompressSync, gunzipSync} from "node:zlib";
import {Damage} from "../damage.js";

type Decompress = (input: Uint8Array, length: number) => Uint8Array;

/** Those of Node where it has them: they are faster, and stop at the length that is expected. */
const decompressors: Readonly<Partial<Record<CompressionCodec, Decompress>>> = {
  ...compressors,
  UNCOMPRESSED: (input) => input,
  GZIP: (input, length) => gunzipSync(input, {maxOutputLength: Math.max(length, 1)}),
  BROTLI: (input, length) => brotliDecompressSync(input, {maxOutputLength: Math.max(length, 1)}),
  // A buffer of the length, or the library would make one as long as the data says.
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length))
};

/** Bytes that a byte of Snappy can become at most. */
const snappyRatio = 64;

/**
 * Decompresses a page into a buffer of its own.
 *
 * @param length bytes that it must have
 * @throws {Damage} on an unknown compression, and on data that has another length; the libraries throw their own errors
 */
export function decompress(input: Uint8Array, codec: CompressionCodec, length: number): Uint8Array {
  const decompressor = decompressors[codec];
  if (decompressor === undefined) throw new Damage(`unknown compression: ${codec}`);
  if (codec === "SNAPPY" && length > input.length * snappyRatio + 64)
    throw new Damage("a page longer than its bytes tell");
  const page = decompressor(input, length);
  if (page.length !== length) throw new Damage(`${page.length} bytes in a page of ${length}`);
  // Readers of typed arrays look at the whole buffer: it must hold no more than the page, from its beginning.
  return page.byteOffset === 0 && page.buffer.byteLength === length ? page : new Uint8Array(page);
}
