import {textLines} from "../dataset/textLines.js";
import {decodeStrict} from "../decodeStrict.js";
import {fileChunks} from "../fileChunks.js";
import {longestLine} from "./studyRecords.js";

/** A file of `key: value` lines: what describes a data file, or a case list. */
export interface MetaFile {
  readonly file: string;
  /** Value and line by key; the first of a key that stands twice. */
  readonly fields: ReadonlyMap<string, {readonly value: string; readonly line: number}>;
  /** Lines without a colon, and those whose key an earlier one has. */
  readonly malformed: readonly {readonly line: number; readonly text: string}[];
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Reads a file of `key: value` lines.
 *
 * @throws {SourceError} on a missing file, an undecodable byte, or a line that is too long
 */
export async function readMetaFile(path: string, file: string): Promise<MetaFile> {
  const chunks = fileChunks(path, file);
  const fields = new Map<string, {value: string; line: number}>();
  const malformed: {line: number; text: string}[] = [];
  let line = 0;
  for await (const text of textLines(file, decodeStrict(file, "utf-8", chunks), longestLine)) {
    ++line;
    if (text.trim() === "") continue;
    const colon = text.indexOf(":");
    const key = text.slice(0, Math.max(colon, 0)).trim();
    if (key === "" || fields.has(key)) malformed.push({line, text});
    else fields.set(key, {value: text.slice(colon + 1).trim(), line});
  }
  return {file, fields, malformed, ...chunks.digest()};
}

/** The value of a key; blank if there is none. */
export function metaValue({fields}: MetaFile, key: string): string {
  return fields.get(key)?.value ?? "";
}

/** The ids of a list of samples, which tabs or spaces separate. */
export function sampleList(text: string): string[] {
  return text.split(/\s+/u).filter((id) => id !== "");
}
