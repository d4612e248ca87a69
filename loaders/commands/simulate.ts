import {readdirSync, readFileSync} from "node:fs";
import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {filesBelow} from "../fileHashes.js";
import {HarmoniseError} from "../harmonise/harmoniseError.js";
import type {ProgressListener} from "../progress.js";
import {canonicalJson, sha256} from "../release/releaseId.js";
import {simulateStudy} from "../simulate/simulateStudy.js";
import {loadStudy} from "../study/loadStudy.js";
import {claim, disclaim, isLeftOver} from "../unfinished.js";

/** Which study to simulate and where to put its raw files. */
export interface SimulateOptions {
  readonly root: string;
  readonly study: string;
  readonly out?: string;
  readonly seed?: number;
  readonly onProgress?: ProgressListener;
}

/** Folder of a simulated study's raw files, unless told otherwise. */
export function simulatedFolder(root: string, study: string): string {
  return join(root, ".hemiola/raw", study);
}

/**
 * Writes the raw files of a study's simulated partners, unless they are already there from the same parameters, code
 * and seed.
 *
 * @returns the folder
 * @throws {HarmoniseError} if none of the study's sources has a simulator
 */
export async function simulate({root, study, seed, out, onProgress}: SimulateOptions): Promise<string> {
  const {sources} = loadStudy(root, study).study;
  if (!sources.some(({simulator}) => simulator !== undefined)) {
    throw new HarmoniseError(`invalid study: ${study} names no simulator`, {value: study});
  }
  const outDir = out ?? simulatedFolder(root, study);
  const marker = `${outDir}.json`;
  const made = ["data/demo", "loaders/simulate"].flatMap((folder) => filesBelow(join(root, folder)));
  const key = sha256(canonicalJson({study, seed: seed ?? null, made: made.map((file) => sha256(readFileSync(file)))}));
  const last = await readFile(marker, "utf8").catch(() => "");
  if (last === key && filesBelow(outDir).length > 0) {
    onProgress?.({what: `simulated files of ${study}`, detail: "unchanged"});
    return outDir;
  }
  await mkdir(dirname(outDir), {recursive: true});
  await removeLeftOver(outDir);
  const unfinished = claim(`${outDir}.partial-${process.pid}`);
  try {
    await simulateStudy({root, study, outDir, seed, onProgress});
  } finally {
    disclaim(unfinished);
  }
  await writeFile(marker, key);
  return outDir;
}

/** Removes what runs that are no more left beside the folder. */
async function removeLeftOver(outDir: string): Promise<void> {
  for (const name of readdirSync(dirname(outDir))) {
    if (!name.startsWith(`${basename(outDir)}.partial-`)) continue;
    const path = join(dirname(outDir), name);
    if (isLeftOver(path, /\.partial-(\d+)/)) await rm(path, {recursive: true, force: true});
  }
}
