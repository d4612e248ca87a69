import {SourceError} from "../sourceError.js";
import type {RecordStream} from "./recordStream.js";
import {recordLength} from "./recordStream.js";
import type {HeaderRecord, XptVersion} from "./xptHeader.js";

/** A variable of a member: where its field stands in an observation, and what it is called. */
export interface XptVariable {
  readonly name: string;
  readonly label: string;
  readonly kind: "number" | "text";
  /** Bytes of the field, and where it begins in an observation. */
  readonly length: number;
  readonly position: number;
  /** Name of the display format, without width; empty if there is none. */
  readonly format: string;
}

/** More variables than SAS allows in a transport file make no sense. */
const maxVariables = 32_767;

/** Longest text field of version 8. */
const maxText = 32_767;

/**
 * Reads the descriptions of a member's variables.
 *
 * @param header the NAMESTR record, which tells how many there are
 * @param size bytes of a description: 140, or 136 from VAX
 * @param decode turns names and labels into text
 * @throws {SourceError} on a description that cannot be
 */
export async function readVariables(
  stream: RecordStream,
  version: XptVersion,
  header: HeaderRecord,
  size: number,
  decode: (bytes: Buffer) => string
): Promise<XptVariable[]> {
  const {file} = stream;
  const count = Number(header.rest.slice(5, 10));
  if (!Number.isInteger(count) || count < 1 || count > maxVariables) {
    throw new SourceError(`${JSON.stringify(header.rest.slice(0, 10))} variables`, {file, expected: "a count"});
  }
  const variables: XptVariable[] = [];
  for (let i = 0; i < count; ++i) {
    const what = `the description of variable ${i + 1}`;
    variables.push(describe(await stream.take(size, what), version, decode, file, i + 1));
  }
  await stream.align("the descriptions of variables");
  return variables;
}

function describe(
  bytes: Buffer,
  version: XptVersion,
  decode: (bytes: Buffer) => string,
  file: string,
  number: number
): XptVariable {
  const text = (from: number, to: number): string => decode(bytes.subarray(from, to)).replace(/[ \0]+$/, "");
  const short = text(8, 16);
  const long = version === 8 ? text(88, 120) : "";
  const name = long === "" ? short : long;
  const type = bytes.readUInt16BE(0);
  const length = bytes.readUInt16BE(4);
  const fault = (what: string, expected: string): SourceError =>
    new SourceError(what, {file, column: name === "" ? `variable ${number}` : name, expected});
  if (name === "") throw fault("no name", "a name");
  if (type !== 1 && type !== 2) throw fault(`type ${type}`, "1 (number) or 2 (text)");
  const kind = type === 1 ? "number" : "text";
  if (kind === "number" && (length < 2 || length > 8)) throw fault(`a number of ${length} bytes`, "2 to 8");
  if (kind === "text" && (length < 1 || length > maxText)) throw fault(`a text of ${length} bytes`, `1 to ${maxText}`);
  return {name, label: text(16, 56), kind, length, position: bytes.readUInt32BE(84), format: text(56, 64)};
}

/**
 * Bytes of an observation.
 *
 * @throws {SourceError} if fields overlap or leave gaps: then the descriptions are damaged
 */
export function observationLength(file: string, variables: readonly XptVariable[]): number {
  let end = 0;
  for (const {name, position, length} of [...variables].sort((a, b) => a.position - b.position)) {
    if (position !== end) throw new SourceError(`begins at byte ${position}`, {file, column: name, expected: `${end}`});
    end += length;
  }
  return end;
}

/**
 * Reads the labels, and with LABELV9 the formats, that are too long for the description.
 *
 * @param header the LABELV8 or LABELV9 record
 * @throws {SourceError} on an entry for a variable that does not exist
 */
export async function readLongLabels(
  stream: RecordStream,
  header: HeaderRecord,
  variables: readonly XptVariable[],
  decode: (bytes: Buffer) => string
): Promise<XptVariable[]> {
  const {file} = stream;
  const complete = [...variables];
  const what = `the header ${header.name}`;
  const count = Number(header.rest.slice(0, 5));
  if (!Number.isInteger(count) || count > variables.length) {
    throw new SourceError(`${JSON.stringify(header.rest.slice(0, 5))} labels`, {file, expected: "a count"});
  }
  const sizes = header.name === "LABELV9" ? 5 : 3;
  for (let i = 0; i < count; ++i) {
    const head = await stream.take(2 * sizes, what);
    const [number, ...lengths] = Array.from({length: sizes}, (_, k) => head.readUInt16BE(2 * k));
    if (number < 1 || number > variables.length) {
      throw new SourceError(`a label of variable ${number}`, {file, expected: `1 to ${variables.length}`});
    }
    const parts: string[] = [];
    for (const length of lengths) parts.push(decode(await stream.take(length, what)).trimEnd());
    const [name, label, format = ""] = parts;
    const known = complete[number - 1];
    complete[number - 1] = {
      ...known,
      name: name === "" ? known.name : name,
      label: label === "" ? known.label : label,
      format: format === "" ? known.format : format
    };
  }
  await stream.align(what);
  return complete;
}

/** Records of 80 bytes that hold this many bytes. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / recordLength) * recordLength;
}
