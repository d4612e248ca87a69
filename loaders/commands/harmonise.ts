import {basename, join} from "node:path";
import {noticeSentence} from "../../src/model/simulatedNotice.js";
import {harmoniseStudy} from "../harmonise/harmoniseStudy.js";
import {sourceFiles} from "../harmonise/sourceFiles.js";
import {sourceFolder} from "../harmonise/sourceFolder.js";
import type {ProgressListener} from "../progress.js";
import {cacheFolder, isOffline} from "../environment.js";
import {defaultReleases} from "../release/openRelease.js";
import {writeRelease} from "../release/writeRelease.js";
import {type LoadedStudy, loadStudy} from "../study/loadStudy.js";
import {studyNotice} from "../study/studyNotice.js";
import {inputKey} from "./inputKey.js";
import {simulate} from "./simulate.js";
import {noteRelease, unchangedRelease} from "./unchangedRelease.js";

/** Which study to harmonise, from where and to where. */
export interface HarmoniseOptions {
  readonly root: string;
  readonly study: string;
  readonly data?: string;
  readonly out?: string;
  readonly force?: boolean;
  /** Folder whose copies stand for addresses. */
  readonly mirror?: string;
  /** Ask nothing of the network; also by HEMIOLA_OFFLINE=1. */
  readonly offline?: boolean;
  readonly onProgress?: ProgressListener;
}

/**
 * Makes the release of a study, simulating its partners first where the study names a simulator. If nothing that
 * the release depends on has changed, the one already there is kept; otherwise only the sources that changed are
 * harmonised again. Raw files at an address are pulled first. They and the results of sources are kept in HEMIOLA_CACHE, or in `.hemiola/cache`.
 *
 * @returns the folder of the release
 */
export async function harmonise({
  root,
  study,
  data,
  out,
  force,
  mirror,
  offline,
  onProgress
}: HarmoniseOptions): Promise<string> {
  const releases = out ?? join(root, defaultReleases);
  const loaded = loadStudy(root, study);
  const simulated = loaded.study.sources.filter(({simulator}) => simulator !== undefined).length;
  let dataDir = data;
  if (data === undefined && simulated > 0) {
    const made = await simulate({root, study, onProgress});
    if (simulated === loaded.study.sources.length) dataDir = made;
  }
  const kept = cacheFolder(root);
  const pull = {cache: join(kept, "pulled"), mirror, offline: offline ?? isOffline(), onProgress};
  const folders = new Map<string, string>();
  for (const entry of loaded.sources) folders.set(entry.source.id, await sourceFolder(root, entry, dataDir, pull));
  const raw: {name: string; path: string}[] = [];
  for (const {source, mapping} of loaded.sources) {
    const folder = folders.get(source.id)!;
    for (const file of await sourceFiles(mapping, folder))
      raw.push({name: `${source.id}/${file}`, path: join(folder, file)});
  }
  const key = await inputKey(root, study, raw);
  if (!force) {
    const latest = await unchangedRelease(releases, study, key);
    if (latest !== undefined) {
      onProgress?.({what: `release ${basename(latest)}`, detail: "unchanged"});
      sayStatus(loaded, onProgress);
      return latest;
    }
  }
  const cache = {folder: join(kept, "sources"), renew: force === true};
  const {tables, manifest: parts} = await harmoniseStudy({study, root, folders, cache, onProgress});
  const {folder} = await writeRelease({parts, tables, out: releases, onProgress});
  sayStatus(loaded, onProgress);
  await noteRelease(releases, study, key, folder);
  return folder;
}

/** Says that data are simulated, where they are. */
function sayStatus({study}: LoadedStudy, onProgress: ProgressListener | undefined): void {
  const simulated = study.sources.some((source) => source.simulated);
  const notice = noticeSentence({simulated, simulatedNotice: studyNotice(study)});
  if (notice !== null) onProgress?.({what: notice});
}
