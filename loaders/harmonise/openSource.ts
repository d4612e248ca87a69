import {existsSync} from "node:fs";
import {join} from "node:path";
import type {InputFile} from "../../src/model/release.js";
import type {ProgressListener} from "../progress.js";
import {findDataFolder} from "../sources/dataFolder.js";
import type {RawTable} from "../sources/rawTable.js";
import {readRaw} from "../sources/readRaw.js";
import {SourceError} from "../sources/sourceError.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {StudySource} from "../study/studySchema.js";
import {HarmoniseError} from "./harmoniseError.js";
import type {MappedRaw} from "./mappedRaw.js";
import {columnsToRead, mentionedColumns} from "./mappedRaw.js";
import {pivotFile} from "./pivotFile.js";
import type {RejectLog} from "./rejectLog.js";
import {RowLedger} from "./rowLedger.js";

/** A file of a source, read, with the account of its rows. */
export interface OpenFile extends MappedRaw {
  readonly ledger: RowLedger;
}

/**
 * The folder with the raw files of a source: `dataDir` (or its subfolder named like the source), else the first folder
 * of the study file that exists.
 *
 * @throws {HarmoniseError} naming the folders tried
 */
export function dataFolder(root: string, source: StudySource, dataDir: string | undefined): string {
  if (dataDir !== undefined) {
    const own = join(dataDir, source.id);
    if (existsSync(own)) return own;
    if (existsSync(dataDir)) return dataDir;
    throw new HarmoniseError(`missing data folder: ${dataDir}`, {file: dataDir});
  }
  try {
    return findDataFolder(root, source.data);
  } catch (error) {
    if (error instanceof SourceError) throw new HarmoniseError(error.message, error.place, {cause: error});
    throw error;
  }
}

/**
 * Reads the columns that the mapping mentions from every file of a source; long files become one row a patient. Records that cannot be read are listed
 * among the rejects, without their content.
 *
 * @throws {HarmoniseError} on a missing file or column, or a file that is not written as declared
 */
export async function openSource(
  source: StudySource,
  mapping: Mapping,
  folder: string,
  rejects: RejectLog,
  onProgress?: ProgressListener
): Promise<{files: OpenFile[]; inputs: InputFile[]}> {
  const files: OpenFile[] = [];
  const inputs: InputFile[] = [];
  for (const [name, spec] of Object.entries(mapping.files)) {
    const started = performance.now();
    const columns = columnsToRead(spec, mapping);
    try {
      const read = await readRaw((file) => join(folder, file), spec, {columns});
      for (const {row, reason, expected} of read.rejects)
        rejects.record(spec.file, row, null, {reason: `malformed record: ${reason}`, expected});
      const ledger = new RowLedger(read.table, read.rejects.length, rejects);
      if (!spec.key.header) rejects.hide(spec.file, spec.key.column);
      else requireColumns(read.table, mentionedColumns(spec, mapping));
      files.push(pivotFile({name, spec, raw: read.table, ledger}, mapping, rejects));
      inputs.push({source: source.id, file: spec.file, bytes: read.bytes, sha256: read.sha256, rows: read.records});
      for (const beside of read.beside)
        if (!inputs.some(({file}) => file === beside.file)) inputs.push({source: source.id, ...beside, rows: 0});
      const seconds = (performance.now() - started) / 1000;
      onProgress?.({what: `read ${spec.file}`, rows: read.records, seconds});
    } catch (error) {
      if (error instanceof SourceError) throw new HarmoniseError(error.message, error.place, {cause: error});
      throw error;
    }
  }
  return {files, inputs};
}

/** Refuses a matrix without the columns that are not of patients; those of patients are not named. */
function requireColumns({file, columns}: RawTable, names: readonly string[]): void {
  for (const column of names)
    if (!columns.includes(column))
      throw new SourceError("missing column", {file, column, expected: "it in the header"});
}
