import {join} from "node:path";
import {schemaVersion, type ReleaseManifest, type ReleaseTable} from "../../src/model/release.js";
import {vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import type {ProgressListener} from "../progress.js";
import {claim, disclaim, isLeftOver, unfinishedName, unfinishedPrefix} from "../unfinished.js";
import {arrowBytes} from "./arrowTable.js";
import {diskFileSystem, type FileSystem} from "./fileSystem.js";
import type {ManifestParts} from "./manifestParts.js";
import {nextPointer, readPointer} from "./pointer.js";
import {readRelease} from "./readRelease.js";
import {ReleaseError} from "./releaseError.js";
import {releaseId, sha256} from "./releaseId.js";
import type {TableData} from "./tableData.js";

/** What to write and where. */
export interface WriteOptions {
  readonly parts: ManifestParts;
  readonly tables: readonly TableData[];
  /** Folder that holds releases; the release becomes `<out>/<study>-<id>`. */
  readonly out: string;
  readonly onProgress?: ProgressListener;
  readonly fileSystem?: FileSystem;
}

/**
 * Writes a release beside the others and moves it into place, then points the study's pointer file at it. Whatever
 * happens on the way, the pointer names a complete release: the old one or the new. The same tables and declarations
 * give the same bytes and the same folder name; an identical release already there is kept, a damaged one replaced.
 * What runs that are no more left unfinished is removed.
 *
 * @returns folder of the release and its manifest
 * @throws {ReleaseError} if a cell does not fit its column; errors of the file system as they come
 */
export async function writeRelease({
  parts,
  tables,
  out,
  onProgress,
  fileSystem: files = diskFileSystem
}: WriteOptions): Promise<{folder: string; manifest: ReleaseManifest}> {
  await files.makeFolder(out);
  for (const name of await files.list(out)) {
    const path = join(out, name);
    if (name.startsWith(unfinishedPrefix) && isLeftOver(path)) await files.remove(path);
  }
  const work = claim(join(out, unfinishedName(parts.study.id)));
  try {
    await files.makeFolder(join(work, "tables"));
    const manifest = completeManifest(parts, await writeTables(files, work, tables, onProgress));
    await files.writeFile(join(work, "release.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await files.syncFolder(join(work, "tables"));
    await files.syncFolder(work);
    const name = `${parts.study.id}-${manifest.id}`;
    await moveIntoPlace(files, work, join(out, name), out);
    await point(files, out, parts.study.id, name);
    onProgress?.({what: `release ${name}`});
    return {folder: join(out, name), manifest};
  } catch (error) {
    await files.remove(work).catch(() => undefined);
    throw error;
  } finally {
    disclaim(work);
  }
}

/** Writes the tables; while one is written the next is made. */
async function writeTables(
  files: FileSystem,
  work: string,
  tables: readonly TableData[],
  onProgress?: ProgressListener
): Promise<ReleaseTable[]> {
  const written: ReleaseTable[] = [];
  let writing: Promise<void> = Promise.resolve();
  try {
    for (const table of tables) {
      const {name, columns} = table.schema;
      if (!/^[a-z0-9_]+$/.test(name)) throw new ReleaseError(name, "invalid table name");
      if (written.some((other) => other.name === name)) throw new ReleaseError(name, "two tables of one name");
      const started = performance.now();
      const bytes = arrowBytes(table);
      const file = `tables/${name}.arrow`;
      await writing;
      writing = files.writeFile(join(work, file), bytes);
      written.push({
        name,
        file,
        rows: table.rows,
        columns: columns.map((column) => column.name),
        bytes: bytes.byteLength,
        sha256: sha256(bytes)
      });
      onProgress?.({what: `write ${name}`, rows: table.rows, seconds: (performance.now() - started) / 1000});
    }
    await writing;
  } catch (error) {
    // Nothing may be written any more when the folder is removed.
    await writing.catch(() => undefined);
    throw error;
  }
  return written;
}

function completeManifest(parts: ManifestParts, tables: readonly ReleaseTable[]): ReleaseManifest {
  const {
    study,
    tier,
    simulated,
    simulatedNotice,
    sources,
    inputs,
    versions,
    audit,
    terms = {},
    analyses,
    disclosure
  } = parts;
  const lists = Object.keys(vocabularies) as VocabularyName[];
  const body: Omit<ReleaseManifest, "id"> = {
    schemaVersion,
    study,
    tier,
    simulated,
    simulatedNotice,
    sources,
    inputs,
    versions,
    tables,
    audit,
    ...(analyses === undefined ? {} : {analyses}),
    ...(disclosure === undefined ? {} : {disclosure}),
    vocabularies: Object.fromEntries(
      lists.map((name) => [name, [...vocabularies[name].map(({code}) => code), ...Object.keys(terms[name] ?? {})]])
    ),
    ...(Object.keys(terms).length > 0 && {terms})
  };
  return {id: releaseId(body), ...body};
}

/** Moves a finished release to its place, unless a sound one of the same content is there. */
async function moveIntoPlace(files: FileSystem, work: string, folder: string, out: string): Promise<void> {
  if ((await files.list(folder)).length > 0) {
    const intact = await readRelease(folder).then(
      () => true,
      () => false
    );
    if (intact) return files.remove(work);
    const aside = `${work}.damaged`;
    await files.rename(folder, aside);
    await files.rename(work, folder);
    await files.remove(aside);
  } else {
    await files.rename(work, folder);
  }
  // The folder must be on disk under its name before the pointer is.
  await files.syncFolder(out);
}

/** Points the study's pointer file at a release; a pointer that cannot be read is replaced. */
async function point(files: FileSystem, out: string, study: string, release: string): Promise<void> {
  const pointer = join(out, `${study}.json`);
  const last = await readPointer(pointer).catch(() => undefined);
  const temporary = claim(join(out, unfinishedName(`${study}.json`)));
  try {
    await files.writeFile(temporary, `${JSON.stringify(nextPointer(last, release))}\n`);
    await files.rename(temporary, pointer);
    await files.syncFolder(out);
  } finally {
    disclaim(temporary);
  }
}
