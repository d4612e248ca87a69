import {readFile} from "node:fs/promises";
import {ReleaseError} from "./releaseError.js";

/** What a study's pointer file says: the names of its newest release and of the one before, folders beside the file. */
export interface Pointer {
  readonly release: string;
  /** Absent if there was none. */
  readonly previous?: string;
}

const folderName = /^[\w.-]+$/;

/**
 * Reads a study's pointer file; undefined if there is none. A pointer without `previous` is one to a first release.
 *
 * @throws {ReleaseError} if it is damaged
 */
export async function readPointer(file: string): Promise<Pointer | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ReleaseError(file, "damaged pointer", {cause});
  }
  const {release, previous} = (value ?? {}) as {release?: unknown; previous?: unknown};
  const isName = (name: unknown): name is string => typeof name === "string" && folderName.test(name);
  if (!isName(release) || !(previous === undefined || isName(previous)))
    throw new ReleaseError(file, "damaged pointer");
  return previous === undefined ? {release} : {release, previous};
}

/** The pointer once `release` is the newest: the one it named before is the previous, unless it is the same. */
export function nextPointer(last: Pointer | undefined, release: string): Pointer {
  if (last?.release === release) return last;
  return last === undefined ? {release} : {release, previous: last.release};
}
