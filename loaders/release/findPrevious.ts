import {basename, dirname, join, resolve} from "node:path";
import {locateRelease} from "./openRelease.js";
import {readPointer} from "./pointer.js";
import {type Release, readRelease} from "./readRelease.js";
import {ReleaseError} from "./releaseError.js";

/**
 * The release with which a release is compared on its site: the one named by HEMIOLA_PREVIOUS, else the one that the
 * study's pointer file, beside the release, keeps as the one before. Null if there is none, if HEMIOLA_PREVIOUS is
 * `none`, or if what the pointer names is gone or cannot be read by this version, which `warn` is told.
 *
 * @throws {ReleaseError} if the release that HEMIOLA_PREVIOUS names cannot be read or is one of another study
 */
export async function findPrevious(
  {folder, manifest}: Pick<Release, "folder" | "manifest">,
  {named = process.env.HEMIOLA_PREVIOUS, root = process.cwd(), warn = (): void => undefined}: PreviousOptions = {}
): Promise<Release | null> {
  if (named === "none") return null;
  if (named) {
    const previous = await readRelease(await locateRelease(root, named));
    const {id} = previous.manifest.study;
    if (id !== manifest.study.id)
      throw new ReleaseError(previous.folder, `a release of study ${id}, expected one of study ${manifest.study.id}`);
    return previous;
  }
  const path = resolve(folder);
  const pointer = await readPointer(join(dirname(path), `${manifest.study.id}.json`));
  if (pointer?.previous === undefined || pointer.release !== basename(path)) return null;
  try {
    return await readRelease(join(dirname(path), pointer.previous));
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    warn(`no comparison with the release before: ${error.message}`);
    return null;
  }
}

/** Where to look for the release before. */
export interface PreviousOptions {
  /** A path, or `none`; the environment's HEMIOLA_PREVIOUS if not given. */
  readonly named?: string;
  /** Folder to which the path is relative. */
  readonly root?: string;
  readonly warn?: (message: string) => void;
}
