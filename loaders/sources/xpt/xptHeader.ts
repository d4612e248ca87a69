import {SourceError} from "../sourceError.js";
import type {RecordStream} from "./recordStream.js";
import {recordLength} from "./recordStream.js";

/** Version 5 has names of 8 characters, labels of 40 and text of 200; version 8 (9 if a format's name is long) lifts that. */
export type XptVersion = 5 | 8;

/** Names of the header records by version. */
export const headerNames = {
  library: {5: "LIBRARY", 8: "LIBV8"},
  member: {5: "MEMBER", 8: "MEMBV8"},
  descriptor: {5: "DSCRPTR", 8: "DSCPTV8"},
  variables: {5: "NAMESTR", 8: "NAMSTV8"},
  observations: {5: "OBS", 8: "OBSV8"}
} as const;

/** What begins every header record. */
export const headerMark = "HEADER RECORD*******";

const secondMark = "HEADER RECORD!!!!!!!";

/** A header record: its name and the 32 characters after the marks. */
export interface HeaderRecord {
  readonly name: string;
  readonly rest: string;
}

/** The header record in these bytes; undefined if they are none. */
export function headerRecord(record: Buffer): HeaderRecord | undefined {
  const text = record.toString("latin1");
  if (text.length < recordLength || !text.startsWith(headerMark) || !text.startsWith(secondMark, 28)) return undefined;
  return {name: text.slice(20, 28).trim(), rest: text.slice(48)};
}

/**
 * The next record, which must be this header.
 *
 * @throws {SourceError} if it is another, or no header
 */
export async function takeHeader(stream: RecordStream, name: string): Promise<HeaderRecord> {
  const {offset} = stream;
  const found = headerRecord(await stream.take(recordLength, `the header ${name}`));
  if (found?.name === name) return found;
  const what = found === undefined ? "no header record" : `the header ${found.name}`;
  throw new SourceError(`${what} at offset ${offset}`, {file: stream.file, expected: `the header ${name}`});
}

/**
 * Reads the headers of the file itself and tells its version.
 *
 * @throws {SourceError} on a file that is no transport file; one made by PROC CPORT is named as such
 */
export async function readLibrary(stream: RecordStream): Promise<XptVersion> {
  const {file} = stream;
  const start = await stream.peek(recordLength);
  const found = headerRecord(start);
  const version = ([5, 8] as const).find((candidate) => headerNames.library[candidate] === found?.name);
  if (version === undefined) {
    const cport = /^\*\*(COMPRESSED|COMPRESSE)\*\*/.test(start.toString("latin1"));
    const fault = cport ? "a file of PROC CPORT" : "no SAS transport file";
    throw new SourceError(fault, {file, expected: "a transport file of version 5 or 8 (XPORT)"});
  }
  await stream.take(3 * recordLength, "the header of the file");
  return version;
}
