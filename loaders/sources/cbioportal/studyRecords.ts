import {textLines} from "../dataset/textLines.js";
import {decodeStrict} from "../decodeStrict.js";

/** A line of a tab-separated file of a study. */
export interface StudyRecord {
  /** Counted from 1. */
  readonly line: number;
  /** Lines that begin with `#` before the names of the columns are comments; cells of data may begin so too. */
  readonly kind: "comment" | "header" | "row";
  readonly cells: readonly string[];
}

/** Longest line in characters: that of a matrix has a cell a sample. */
export const longestLine = 1 << 24;

/**
 * The lines of a tab-separated file of a study, which has no quotes, one by one; blank ones are left out.
 *
 * @throws {SourceError} on a missing file, an undecodable byte, or a line that is too long
 */
export async function* studyRecords(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  maxLine = longestLine
): AsyncGenerator<StudyRecord> {
  let line = 0;
  let begun = false;
  for await (const text of textLines(file, decodeStrict(file, "utf-8", chunks), maxLine)) {
    ++line;
    if (text.trim() === "") continue;
    const kind: StudyRecord["kind"] = begun ? "row" : text.startsWith("#") ? "comment" : "header";
    begun ||= kind === "header";
    yield {line, kind, cells: text.split("\t")};
  }
}
