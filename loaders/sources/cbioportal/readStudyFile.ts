import {fileChunks} from "../fileChunks.js";
import type {ColumnInfo, TableInfo} from "../rawTable.js";
import {RecordCollector} from "../recordCollector.js";
import {SourceError} from "../sourceError.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import {metaValue, readMetaFile, sampleList} from "./metaFile.js";
import {readEntities} from "./readEntities.js";
import {readFusions} from "./readFusions.js";
import {readGeneCalls} from "./readGeneCalls.js";
import {sampleColumn, studyFormat} from "./studyFormat.js";
import type {StudyNotes} from "./studyNotes.js";
import type {StudyRecord} from "./studyRecords.js";
import {studyRecords} from "./studyRecords.js";

/** What a file of a study may be read as. */
export const studyData = [
  "clinical",
  "table",
  "case_list",
  "sequenced_samples",
  "copy_number",
  "entities",
  "fusions"
] as const;

/** What a file of a study is read as. */
export type StudyData = (typeof studyData)[number];

/** How a mapping declares a file of a study. */
export interface StudyFormat {
  readonly data: StudyData;
  /** Of fusions: case list of the samples that were looked at. */
  readonly profiled?: string;
  /** Of entities: further columns that describe them. */
  readonly properties?: readonly string[];
  /** Of copy number: symbols of the genes to read; all if not given. */
  readonly genes?: readonly string[];
}

/**
 * Reads a file of a study folder as declared, streaming; messages name it as the mapping does.
 *
 * @param pathOf where a file of the folder is
 * @throws {SourceError} on a file, or one that it needs, that is missing or not written as declared
 */
export async function readStudyFile(
  pathOf: (file: string) => string,
  file: string,
  {data, profiled, properties, genes}: StudyFormat,
  options: Omit<TabularOptions, "name"> = {}
): Promise<TabularResult & StudyNotes> {
  const known = {...options, name: file};
  if (data === "copy_number") return await readGeneCalls(pathOf(file), genes, known);
  if (data === "entities") return await readEntities(pathOf(file), properties, known);
  if (data === "fusions") return await readFusions(pathOf(file), profiled && pathOf(profiled), known);
  return await readStudyTable(pathOf(file), data, known);
}

/**
 * Reads a table or a list of a study folder, streaming: a table, or a list of samples as a table of one column, `SAMPLE_ID`. The header
 * lines of clinical files tell labels and types. A record with too few or too many cells is refused with its reason.
 *
 * @throws {SourceError} on a missing file or column, an undecodable byte, a line that is too long, or no header
 */
async function readStudyTable(
  path: string,
  data: "clinical" | "table" | "case_list" | "sequenced_samples",
  {name: file = path, columns, optional, maxRecord}: TabularOptions = {}
): Promise<TabularResult> {
  const collector = new RecordCollector(file, studyFormat, columns, optional);
  if (data === "case_list") {
    const meta = await readMetaFile(path, file);
    if (!meta.fields.has("case_list_ids"))
      throw new SourceError("no case list", {file, expected: "a line case_list_ids:"});
    addSamples(collector, sampleList(metaValue(meta, "case_list_ids")));
    return {...collector.finish(), bytes: meta.bytes, sha256: meta.sha256};
  }
  const chunks = fileChunks(path, file);
  const comments: StudyRecord[] = [];
  let header: readonly string[] = [];
  try {
    for await (const record of studyRecords(file, chunks, maxRecord)) {
      if (record.kind === "comment") comments.push(record);
      if (record.kind === "header") header = record.cells;
      if (data === "sequenced_samples" || record.kind === "comment") continue;
      collector.holdsNul ||= record.cells.some((cell) => cell.includes("\0"));
      collector.add(record.cells);
    }
  } catch (error) {
    const row = collector.current;
    throw error instanceof SourceError && row !== undefined && error.place.row === undefined ? error.atRow(row) : error;
  }
  if (data === "sequenced_samples") addSamples(collector, sequencedSamples(file, comments));
  const {table, ...rest} = collector.finish();
  const info = data === "clinical" ? clinicalInfo(header, comments) : undefined;
  return {table: info ? {...table, info} : table, ...rest, ...chunks.digest()};
}

function addSamples(collector: RecordCollector, ids: readonly string[]): void {
  collector.add([sampleColumn]);
  for (const id of ids) collector.add([id]);
}

/** The samples that the first lines of a file of mutations name as sequenced. */
function sequencedSamples(file: string, comments: readonly StudyRecord[]): string[] {
  const found = comments.map(({cells}) => sequencedLine(cells)).find((ids) => ids !== undefined);
  if (found) return found;
  throw new SourceError("no list of samples", {file, expected: "a line #sequenced_samples:"});
}

/** The samples of a line `#sequenced_samples: …`; undefined if it is another. */
export function sequencedLine(cells: readonly string[]): string[] | undefined {
  const text = cells.join("\t");
  const found = /^#\s*sequenced_samples\s*:/iu.exec(text);
  return found ? sampleList(text.slice(found[0].length)) : undefined;
}

/** Labels and types as the four header lines tell them: names, descriptions, types, priorities. */
function clinicalInfo(header: readonly string[], comments: readonly StudyRecord[]): TableInfo {
  const [labels, , types] = comments.map(({cells}) => headerCells(cells));
  const info = (i: number): ColumnInfo => ({
    label: (labels?.[i] ?? "").trim(),
    kind: types?.[i]?.trim() === "NUMBER" ? "number" : "text"
  });
  return {name: "clinical", label: "", columns: new Map(header.map((name, i) => [name, info(i)]))};
}

/** The cells of a header line without the sign with which it begins. */
export function headerCells([first, ...rest]: readonly string[]): string[] {
  return [first.slice(1), ...rest];
}
