import {readFileSync} from "node:fs";
import {mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {ProgressListener} from "../progress.js";
import {canonicalJson, sha256} from "../release/releaseId.js";
import {simulateStudy} from "../simulate/simulateStudy.js";
import {filesBelow} from "./inputKey.js";

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
 */
export async function simulate({root, study, seed, out, onProgress}: SimulateOptions): Promise<string> {
  const outDir = out ?? simulatedFolder(root, study);
  const marker = `${outDir}.json`;
  const made = ["data/demo", "loaders/simulate"].flatMap((folder) => filesBelow(join(root, folder)));
  const key = sha256(canonicalJson({study, seed: seed ?? null, made: made.map((file) => sha256(readFileSync(file)))}));
  const last = await readFile(marker, "utf8").catch(() => "");
  if (last === key && filesBelow(outDir).length > 0) {
    onProgress?.({what: `simulated files of ${study}`, detail: "unchanged"});
    return outDir;
  }
  await mkdir(join(outDir, ".."), {recursive: true});
  await simulateStudy({root, study, outDir, seed, onProgress});
  await writeFile(marker, key);
  return outDir;
}
