import {readFile, writeFile} from "node:fs/promises";
import {extname, join} from "node:path";
import {promisify} from "node:util";
import {brotliCompress, constants, gzip} from "node:zlib";
import {keptCopy} from "./keptCopies.js";

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
const gzipLevel = 9;
/** From this on, copies are kept for later builds: it is the database, which every site has, that takes seconds. */
const keptBytes = 1 << 20;

/**
 * Writes compressed copies (`.br`, `.gz`) beside the files of a site that gain by it, for servers that give them away as
 * they are. The same bytes give the same copies.
 *
 * @param kept folder in which the copies of the largest files are kept for later builds; none if not given
 * @returns the paths of the copies
 */
export async function compressFiles(
  folder: string,
  paths: readonly string[],
  kept: string | null = null
): Promise<string[]> {
  const written: string[] = [];
  const waiting = paths.filter((path) => compressible.has(extname(path)));
  // Two at a time: compressing runs outside of this thread.
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      written.push(...(await compressFile(folder, path, kept)));
    }
  };
  await Promise.all([worker(), worker()]);
  return written.sort();
}

async function compressFile(folder: string, path: string, kept: string | null): Promise<string[]> {
  const bytes = await readFile(join(folder, path));
  if (bytes.byteLength < leastBytes) return [];
  const written: string[] = [];
  for (const {ending, settings, compress} of waysFor(bytes)) {
    const copy =
      kept === null || bytes.byteLength < keptBytes
        ? await compress()
        : await keptCopy(kept, bytes, `${ending} ${settings}`, compress);
    if (copy.byteLength > bytes.byteLength * (1 - leastSaving)) continue;
    await writeFile(join(folder, `${path}.${ending}`), copy);
    written.push(`${path}.${ending}`);
  }
  return written;
}

/** The ways in which some bytes are compressed. */
function waysFor(bytes: Buffer) {
  const quality = bytes.byteLength > largeBytes ? qualityOfLarge : constants.BROTLI_MAX_QUALITY;
  const params = {[constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength};
  return [
    {ending: "br", settings: `quality ${quality}`, compress: () => brotliOf(bytes, {params})},
    {ending: "gz", settings: `level ${gzipLevel}`, compress: () => gzipOf(bytes, {level: gzipLevel})}
  ];
}
