import {join} from "node:path";
import {schemaVersion, type ReleaseManifest, type ReleaseTable} from "../../src/model/release.js";
import {vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import type {ProgressListener} from "../progress.js";
import {arrowBytes} from "./arrowTable.js";
import {diskFileSystem, type FileSystem} from "./fileSystem.js";
import type {ManifestParts} from "./manifestParts.js";
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

/** Prefix of the folders that a run fills before it renames them; whatever bears it was left by a dead run. */
export const unfinished = ".unfinished-";

/**
 * Writes a release beside the others and moves it into place, then points the study's pointer file at it. Whatever
 * happens on the way, the pointer names a complete release: the old one or the new. The same tables and declarations
 * give the same bytes and the same folder name; an identical release already there is kept.
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
    if (name.startsWith(unfinished)) await files.remove(join(out, name));
  }
  const work = join(out, `${unfinished}${parts.study.id}-${process.pid}`);
  await files.makeFolder(join(work, "tables"));
  const written: ReleaseTable[] = [];
  try {
    for (const table of tables) {
      const started = performance.now();
      const bytes = arrowBytes(table);
      const file = `tables/${table.schema.name}.arrow`;
      await files.writeFile(join(work, file), bytes);
      written.push({
        name: table.schema.name,
        file,
        rows: table.rows,
        columns: table.schema.columns.map(({name}) => name),
        bytes: bytes.byteLength,
        sha256: sha256(bytes)
      });
      const seconds = (performance.now() - started) / 1000;
      onProgress?.({what: `write ${table.schema.name}`, rows: table.rows, seconds});
    }
    const manifest = completeManifest(parts, written);
    await files.writeFile(join(work, "release.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await files.syncFolder(join(work, "tables"));
    await files.syncFolder(work);
    const name = `${parts.study.id}-${manifest.id}`;
    const folder = join(out, name);
    if ((await files.list(folder)).includes("release.json")) await files.remove(work);
    else await files.rename(work, folder);
    await point(files, out, parts.study.id, name);
    onProgress?.({what: "release", detail: name});
    return {folder, manifest};
  } catch (error) {
    await files.remove(work).catch(() => undefined);
    throw error;
  }
}

function completeManifest(parts: ManifestParts, tables: readonly ReleaseTable[]): ReleaseManifest {
  const {study, tier, simulated, simulatedNotice, sources, inputs, versions, audit} = parts;
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
    vocabularies: Object.fromEntries(lists.map((name) => [name, vocabularies[name].map(({code}) => code)]))
  };
  return {id: releaseId(body), ...body};
}

async function point(files: FileSystem, out: string, study: string, release: string): Promise<void> {
  const temporary = join(out, `${unfinished}${study}-${process.pid}.json`);
  await files.writeFile(temporary, `${JSON.stringify({release})}\n`);
  await files.rename(temporary, join(out, `${study}.json`));
  await files.syncFolder(out);
}
