import {existsSync} from "node:fs";
import {join} from "node:path";
import type {InputFile} from "../../src/model/release.js";
import type {ProgressListener} from "../progress.js";
import {findDataFolder} from "../sources/dataFolder.js";
import type {ConceptSets} from "../sources/omop/conceptSets.js";
import type {RawTable} from "../sources/rawTable.js";
import {type RawResult, readRaw} from "../sources/readRaw.js";
import {SourceError} from "../sources/sourceError.js";
import type {MappedFile, Mapping} from "../study/mappingSchema.js";
import {isCbioportalStudy} from "../study/rawFiles.js";
import type {StudySource} from "../study/studySchema.js";
import {readChecksums} from "./checksums.js";
import {codeListFindings} from "./codeListFindings.js";
import {ConceptLookups} from "./conceptLookups.js";
import {OmopFindings} from "./omopFindings.js";
import {headerFindings} from "./headerFindings.js";
import {HarmoniseError} from "./harmoniseError.js";
import type {MappedRaw} from "./mappedRaw.js";
import {columnsToRead, mentionedColumns, neededColumns} from "./mappedRaw.js";
import {pivotFile} from "./pivotFile.js";
import {RowLedger} from "./rowLedger.js";
import type {SourceContext} from "./sourceContext.js";
import {studyFindings} from "./studyFindings.js";
import {studyNotes} from "./studyNotes.js";
import {timesToEvents} from "./timesToEvents.js";

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
 * @throws {HarmoniseError} on a missing file, a missing column that is not in an agreed header or cannot be done without,
 * or a file that is not written as declared
 */
export async function openSource(
  source: StudySource,
  mapping: Mapping,
  folder: string,
  {rejects, findings, tables}: Pick<SourceContext, "rejects" | "findings" | "tables">,
  onProgress?: ProgressListener
): Promise<{files: OpenFile[]; inputs: InputFile[]}> {
  const files: OpenFile[] = [];
  const inputs = new Map<string, InputFile>();
  const omop = new OmopFindings(source.id, findings, tables);
  const lookups = new ConceptLookups(folder, mapping, findings);
  const conceptSets = await located(() => lookups.sets());
  const checksums = mapping.checksums && (await readChecksums(folder, mapping.checksums.file));
  for (const [name, spec] of Object.entries(mapping.files)) {
    const started = performance.now();
    await located(async () => {
      const {read, absent} = await readFile(folder, spec, mapping, conceptSets);
      if (spec.header) headerFindings(spec.file, spec.header, read.table.columns, findings);
      checksums?.check(spec.file, read.sha256, findings);
      for (const {row, reason, expected} of read.rejects)
        rejects.record(spec.file, row, null, {reason: `malformed record: ${reason}`, expected});
      if (spec.format.kind === "omop") omop.add(spec.format.table ?? spec.file, read);
      if (spec.format.kind === "cbioportal") studyNotes(source.id, read, findings, tables);
      const {table, refusals} = spec.timeToEvent
        ? timesToEvents(read.table, spec.timeToEvent, findings)
        : {table: read.table, refusals: undefined};
      const ledger = new RowLedger(table, read.rejects.length, rejects);
      if (!spec.key.header) rejects.hide(spec.file, spec.key.column);
      const file = {name, spec: absent.size > 0 ? {...spec, absent} : spec, raw: table, ledger};
      files.push(pivotFile(file, mapping, rejects, refusals));
      const {bytes, sha256, records} = read;
      inputs.set(spec.file, {source: source.id, file: spec.file, bytes, sha256, rows: records});
      for (const beside of read.beside) inputs.set(beside.file, {source: source.id, ...beside, rows: 0});
      codeListFindings(read.table, columnsToRead(spec, mapping), findings);
      const seconds = (performance.now() - started) / 1000;
      onProgress?.({what: `read ${spec.file}`, rows: records, seconds});
    });
  }
  if (isCbioportalStudy(mapping))
    for (const read of await studyFindings(folder, mapping, findings))
      if (!inputs.has(read.file)) inputs.set(read.file, {source: source.id, ...read, rows: 0});
  await located(async () => omop.finish(await lookups.names(omop.unlisted)));
  for (const read of lookups.inputs) inputs.set(read.file, {source: source.id, ...read, rows: 0});
  if (checksums) inputs.set(checksums.input.file, {source: source.id, ...checksums.input});
  return {files, inputs: [...inputs.values()]};
}

/** Runs; a fault of the source becomes one of harmonisation. */
async function located<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SourceError) throw new HarmoniseError(error.message, error.place, {cause: error});
    throw error;
  }
}

/** Reads what the mapping wants of a file; columns of the agreed header that are missing have blank cells. */
async function readFile(
  folder: string,
  spec: MappedFile,
  mapping: Mapping,
  conceptSets: ConceptSets
): Promise<{read: RawResult; absent: ReadonlySet<string>}> {
  const columns = columnsToRead(spec, mapping);
  const needed = neededColumns(spec, mapping);
  const optional = new Set(spec.header?.filter((column) => !needed.has(column)));
  const read = await readRaw((file) => join(folder, file), spec, {columns, optional, conceptSets});
  if (!columns) requireColumns(read.table, mentionedColumns(spec, mapping));
  const absent = new Set(columns?.filter((column) => !read.table.columns.includes(column)));
  if (absent.size === 0) return {read, absent};
  const blank = new Array<string>(read.table.rows).fill("");
  const table = {...read.table, column: (name: string) => (absent.has(name) ? blank : read.table.column(name))};
  return {read: {...read, table}, absent};
}

/** Refuses a matrix without the columns that are not of patients; those of patients are not named. */
function requireColumns({file, columns}: RawTable, names: readonly string[]): void {
  for (const column of names)
    if (!columns.includes(column))
      throw new SourceError("missing column", {file, column, expected: "it in the header"});
}
