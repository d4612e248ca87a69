import type {ProgressListener} from "../progress.js";
import type {LoadedSource, LoadedStudy} from "../study/loadStudy.js";
import {keepResult, keptResult} from "./cache/sourceCache.js";
import {sourceKey, studyOf} from "./cache/sourceKey.js";
import {harmoniseSource} from "./harmoniseSource.js";
import type {SourceResult} from "./sourceResult.js";

/** Where results of sources are kept between runs. */
export interface CacheOptions {
  readonly folder: string;
  /** Harmonise again what is kept. */
  readonly renew: boolean;
}

/**
 * The result of one source: the one kept from an earlier run if nothing that it depends on has changed, else made now
 * and kept.
 *
 * @returns the result and the key under which it is kept
 * @throws {HarmoniseError} as {@link harmoniseSource} does
 */
export async function cachedSource(
  root: string,
  loaded: LoadedStudy,
  entry: LoadedSource,
  folder: string,
  cache: CacheOptions | undefined,
  onProgress?: ProgressListener
): Promise<{result: SourceResult; key?: string}> {
  const part = studyOf(loaded, entry);
  if (!cache) return {result: await harmoniseSource(part, part.sources[0], folder, onProgress)};
  const {key, files} = await sourceKey(root, part, folder);
  if (!cache.renew) {
    const kept = await keptResult(cache.folder, key);
    if (kept) {
      onProgress?.({what: `harmonise ${entry.source.id}`, rows: kept.patients, detail: "unchanged"});
      return {result: kept, key};
    }
  }
  const result = await harmoniseSource(part, part.sources[0], folder, onProgress);
  // A file that changed between hashing and reading must not be kept under the hash of what it was.
  const read = new Map(result.inputs.map((input) => [input.file, input.sha256]));
  const sameFiles = read.size === files.size && [...files].every(([file, hash]) => read.get(file) === hash);
  if (!sameFiles) return {result};
  await keepResult(cache.folder, key, result);
  return {result, key};
}
