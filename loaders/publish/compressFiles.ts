import {readFile, writeFile} from "node:fs/promises";
import {extname, join} from "node:path";
import {promisify} from "node:util";
import {brotliCompress, constants, gzip} from "node:zlib";

const [brotliOf, gzipOf] = [promisify(brotliCompress), promisify(gzip)];

/** Kinds of files that are not compressed in themselves. */
const compressible = new Set([".arrow", ".bin", ".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".wasm"]);

/** Below this, a compressed copy saves next to nothing. Pages that filter ask for hundreds of modules of a few kB. */
const leastBytes = 1024;
/** A copy that saves less than this share is not kept. */
const leastSaving = 0.1;
/** Above this, the better qualities take many times as long and save a few hundredths. */
const largeBytes = 1 << 17;
const qualityOfLarge = 7;

/**
 * Writes compressed copies (`.br`, `.gz`) beside the files of a site that gain by it, for servers that give them away as
 * they are. The same bytes give the same copies.
 *
 * @returns the paths of the copies
 */
export async function compressFiles(folder: string, paths: readonly string[]): Promise<string[]> {
  const written: string[] = [];
  const waiting = paths.filter((path) => compressible.has(extname(path)));
  // Two at a time: compressing runs outside of this thread.
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      written.push(...(await compressFile(folder, path)));
    }
  };
  await Promise.all([worker(), worker()]);
  return written.sort();
}

async function compressFile(folder: string, path: string): Promise<string[]> {
  const bytes = await readFile(join(folder, path));
  if (bytes.byteLength < leastBytes) return [];
  const quality = bytes.byteLength > largeBytes ? qualityOfLarge : constants.BROTLI_MAX_QUALITY;
  const params = {[constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength};
  const copies = {br: await brotliOf(bytes, {params}), gz: await gzipOf(bytes, {level: 9})};
  const written: string[] = [];
  for (const [ending, copy] of Object.entries(copies)) {
    if (copy.byteLength > bytes.byteLength * (1 - leastSaving)) continue;
    await writeFile(join(folder, `${path}.${ending}`), copy);
    written.push(`${path}.${ending}`);
  }
  return written;
}
