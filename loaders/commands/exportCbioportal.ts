import {existsSync} from "node:fs";
import {mkdir, readdir, rename, rm, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {readGeneNumbers} from "../study/readGeneNumbers.js";
import {studyFolder} from "../export/cbioportal/studyFolder.js";
import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {ReleaseError} from "../release/releaseError.js";
import {claim, disclaim, unfinishedName} from "../unfinished.js";

/**
 * Writes a release as a study folder of cBioPortal, complete or not at all.
 *
 * @param path folder of the release, or a study's pointer file
 * @param out folder to write, which must be absent or empty
 * @param root the project's, with the numbers of genes
 * @throws {ReleaseError} on a damaged or public release, or a folder that holds something
 */
export async function exportCbioportal(path: string, out: string, root = "."): Promise<number> {
  if (existsSync(out) && (await readdir(out)).length > 0) throw new ReleaseError(out, "not empty");
  const files = studyFolder(await readRelease(await locateRelease(root, path)), readGeneNumbers(root));
  await mkdir(dirname(out), {recursive: true});
  const work = claim(join(dirname(out), unfinishedName(basename(out))));
  try {
    for (const [name, text] of files) {
      await mkdir(dirname(join(work, name)), {recursive: true});
      await writeFile(join(work, name), text);
    }
    await rm(out, {recursive: true, force: true});
    await rename(work, out);
  } finally {
    await rm(work, {recursive: true, force: true});
    disclaim(work);
  }
  return files.size;
}
