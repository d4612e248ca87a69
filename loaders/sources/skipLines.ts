import {SourceError} from "./sourceError.js";

/** Lines to leave out at the start of a text. */
export interface Preamble {
  /** How many lines, comments not counted. */
  readonly lines: number;
  readonly lineEnd: string;
  /** Lines that begin with this are left out as well. */
  readonly comment?: string;
  /** Longest line in characters. */
  readonly maxLine: number;
}

/**
 * Leaves out lines before a file's header. They are cut as text, not parsed as cells: a title with a stray quote is
 * no fault.
 *
 * @throws {SourceError} if a line is too long or the file ends first
 */
export async function* skipLines(
  file: string,
  {lines, lineEnd, comment, maxLine}: Preamble,
  parts: AsyncIterable<string>
): AsyncGenerator<string> {
  let left = lines;
  let held = "";
  for await (const part of parts) {
    held += part;
    while (left > 0) {
      const end = held.indexOf(lineEnd);
      if (end > maxLine || (end < 0 && held.length > maxLine)) {
        throw new SourceError("a line before the header is too long", {file, expected: "a line end"});
      }
      if (end < 0) break;
      if (comment === undefined || !held.startsWith(comment)) --left;
      held = held.slice(end + lineEnd.length);
    }
    if (left > 0) continue;
    if (held.length > 0) yield held;
    held = "";
  }
  if (left > 0) throw new SourceError("the file ends before the header", {file, expected: `line ${lines + 1}`});
}
