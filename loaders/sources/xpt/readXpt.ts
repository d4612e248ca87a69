import {canonicalNumber, canonicalText} from "../dataset/canonicalCell.js";
import type {DatasetOptions} from "../dataset/datasetOptions.js";
import {datasetTable} from "../dataset/datasetTable.js";
import {numberMeaning} from "../dataset/sasFormat.js";
import type {Encoding} from "../decodeStrict.js";
import {decodeWhole} from "../decodeStrict.js";
import {describeTable} from "../define/describeTable.js";
import {fileChunks} from "../fileChunks.js";
import type {ColumnInfo} from "../rawTable.js";
import {clip, SourceError} from "../sourceError.js";
import type {TabularResult} from "../tabular.js";
import {ibmFloat, missingMark} from "./ibmFloat.js";
import {readObservations} from "./observations.js";
import {RecordStream} from "./recordStream.js";
import {readLibrary} from "./xptHeader.js";
import type {XptMember} from "./xptMember.js";
import {readMember} from "./xptMember.js";
import type {XptVariable} from "./xptVariable.js";

/** How a transport file is read. */
export interface XptFormat {
  /** Of its texts, names and labels; the file does not tell. */
  readonly encoding: Encoding;
  /** Member to read; needed where the file has several. */
  readonly member?: string;
  /** Whether `.A` to `.Z` and `._` become blank, as `.` does, or keep their names, so that a mapping can give reasons. */
  readonly specialMissing: "blank" | "keep";
}

type TableRead = Pick<TabularResult, "table" | "rejects" | "records">;

/**
 * Reads a member of a SAS transport file of version 5, 8 or 9, streaming. Cells are written in the way that all formats of
 * a dataset share ({@link canonicalNumber}); columns have the names of the file, long ones where it has them.
 *
 * @throws {SourceError} on a missing file, one that is no transport file, is cut short or damaged, or has no such member or
 * column, and on text that does not fit the encoding
 */
export async function readXpt(
  path: string,
  format: XptFormat,
  {name: file = path, ...options}: DatasetOptions = {}
): Promise<TabularResult> {
  const chunks = fileChunks(path, file);
  const stream = new RecordStream(file, chunks);
  try {
    return {...(await readMembers(stream, format, options)), ...chunks.digest()};
  } finally {
    await stream.close();
  }
}

/** Reads all members, so that all of the file is checked and hashed, and keeps the one that is wanted. */
async function readMembers(stream: RecordStream, format: XptFormat, options: DatasetOptions): Promise<TableRead> {
  const {file} = stream;
  const version = await readLibrary(stream);
  const decode = (bytes: Buffer): string => decodeText(bytes, format.encoding, file);
  const members: string[] = [];
  let read: TableRead | undefined;
  while ((await stream.peek(1)).length > 0) {
    const member = await readMember(stream, version, decode);
    members.push(member.name);
    const wanted = format.member === undefined || format.member === member.name;
    if (wanted && read !== undefined) {
      const names = members.map((name) => JSON.stringify(clip(name))).join(", ");
      throw new SourceError(`several members: ${names}`, {file, expected: "a mapping that names the member"});
    }
    if (wanted) read = await readTable(stream, member, format, options);
    else await readObservations(stream, member, () => undefined);
  }
  if (read === undefined) {
    const expected = members.length === 0 ? "a member" : `one of ${members.map((name) => clip(name)).join(", ")}`;
    const fault = format.member === undefined ? "no member" : `no member ${format.member}`;
    throw new SourceError(fault, {file, expected});
  }
  return read;
}

async function readTable(
  stream: RecordStream,
  member: XptMember,
  format: XptFormat,
  options: DatasetOptions
): Promise<TableRead> {
  const {columns, definition} = options;
  const {file} = stream;
  const {variables} = member;
  const own = new Map(variables.map((variable) => [variable.name, infoOf(variable)]));
  const info = describeTable({name: member.name, label: member.label, columns: own}, definition);
  const {collector, finish} = datasetTable(file, info, options);
  collector.add(variables.map(({name}) => name));
  const wanted = columns === undefined ? undefined : new Set(columns);
  const readers = variables.map((variable) =>
    wanted !== undefined && !wanted.has(variable.name)
      ? () => ""
      : cellReader(variable, info.columns.get(variable.name)?.format, format, file)
  );
  await readObservations(stream, member, (bytes, offset) => {
    try {
      collector.add(readers.map((cell) => cell(bytes, offset)));
    } catch (error) {
      throw error instanceof SourceError ? error.atRow(collector.records + 1) : error;
    }
  });
  return finish();
}

function infoOf({label, kind, format}: XptVariable): ColumnInfo {
  return format === "" ? {label, kind} : {label, kind, format};
}

function cellReader(
  {name, kind, position, length}: XptVariable,
  display: string | undefined,
  {encoding, specialMissing}: XptFormat,
  file: string
): (bytes: Buffer, offset: number) => string {
  if (kind === "text") {
    return (bytes, offset) => {
      const field = bytes.subarray(offset + position, offset + position + length);
      return canonicalText(decodeText(field, encoding, file, name));
    };
  }
  const meaning = numberMeaning(display);
  return (bytes, offset) => {
    const at = offset + position;
    const missing = missingMark(bytes, at, length);
    if (missing !== undefined) return missing === "." || specialMissing === "blank" ? "" : missing;
    return canonicalNumber(ibmFloat(bytes, at, length), meaning);
  };
}

function decodeText(bytes: Buffer, encoding: Encoding, file: string, column?: string): string {
  // Most fields: far faster than a decoder a cell.
  if (!encoding.startsWith("utf-16") && bytes.every((byte) => byte < 0x80)) return bytes.toString("latin1");
  const text = decodeWhole(bytes, encoding);
  if (text !== null) return text;
  const value = bytes.toString("latin1").trimEnd();
  throw new SourceError("undecodable text", {file, column, value, expected: `encoding ${encoding}`});
}
