import {readdirSync, rmSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {harmoniseStudy} from "../harmonise/harmoniseStudy.js";
import type {ProgressListener} from "../progress.js";
import {defaultReleases, newestRelease} from "../release/openRelease.js";
import {readManifest} from "../release/readRelease.js";
import {unfinished, writeRelease} from "../release/writeRelease.js";
import {findDataFolder} from "../sources/dataFolder.js";
import {loadStudy} from "../study/loadStudy.js";
import {inputKey} from "./inputKey.js";
import {simulate} from "./simulate.js";

/** Which study to harmonise, from where and to where. */
export interface HarmoniseOptions {
  readonly root: string;
  readonly study: string;
  readonly data?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly onProgress?: ProgressListener;
}

/**
 * Makes the release of a study, simulating its partners first where the study says they are simulated. If nothing that
 * the release depends on has changed, the one already there is kept.
 *
 * @returns the folder of the release
 */
export async function harmonise({root, study, data, out, force, onProgress}: HarmoniseOptions): Promise<string> {
  const releases = out ?? join(root, defaultReleases);
  const loaded = loadStudy(root, study);
  const simulated = loaded.study.sources.every((source) => source.simulated);
  const dataDir = data ?? (simulated ? await simulate({root, study, onProgress}) : undefined);
  const folders = dataDir ? [dataDir] : loaded.study.sources.map((source) => findDataFolder(root, source.data));

  const key = inputKey(root, study, folders);
  const marker = join(releases, `${study}.key.json`);
  if (!force) {
    const kept = await unchanged(releases, study, marker, key);
    if (kept !== undefined) {
      onProgress?.({what: `release of ${study}`, detail: "unchanged"});
      return kept;
    }
  }
  const interrupted = () => {
    removeUnfinished(releases);
    process.exit(130);
  };
  process.once("SIGINT", interrupted);
  try {
    const {tables, manifest: parts} = await harmoniseStudy({study, root, dataDir, onProgress});
    const {folder, manifest} = await writeRelease({parts, tables, out: releases, onProgress});
    await writeFile(marker, `${JSON.stringify({key, release: `${study}-${manifest.id}`})}\n`);
    return folder;
  } finally {
    process.off("SIGINT", interrupted);
  }
}

/** The study's newest release, if it was made from the same input and is still there. */
async function unchanged(releases: string, study: string, marker: string, key: string): Promise<string | undefined> {
  let last: {key?: unknown; release?: unknown};
  try {
    last = JSON.parse(await readFile(marker, "utf8")) as typeof last;
    if (last.key !== key) return undefined;
    const folder = await newestRelease(releases, study);
    const {id} = await readManifest(folder);
    return last.release === `${study}-${id}` ? folder : undefined;
  } catch {
    // No marker, no release or a damaged one: nothing to keep, make it again.
    return undefined;
  }
}

function removeUnfinished(releases: string): void {
  for (const name of readdirSync(releases)) {
    if (name.startsWith(unfinished)) rmSync(join(releases, name), {recursive: true, force: true});
  }
}
