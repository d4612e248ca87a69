import type {Encoding} from "./decodeStrict.js";
import {SourceError} from "./sourceError.js";

/** How a delimited text file is written. */
export interface TabularFormat {
  readonly delimiter: string;
  readonly encoding: Encoding;
  readonly lineEnd: "LF" | "CRLF" | "CR";
  /** null = cells are never quoted. */
  readonly quote: string | null;
  /** Line of the header, counted from 1, comments not counted. */
  readonly header: number;
  /** Lines that begin with this are skipped. */
  readonly comment?: string;
}

/** The characters of a line end. */
export const lineEnds = {LF: "\n", CRLF: "\r\n", CR: "\r"} as const;

const delimiterNames: Record<string, string> = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar", " ": "space"};

/**
 * Refuses a file whose line ends are not those declared: read with the wrong ones it would be one long record, or
 * every last cell would end in a stray carriage return.
 *
 * @throws {SourceError} saying which line ends the file seems to have
 */
export function checkLineEnd(file: string, declared: TabularFormat["lineEnd"], beginning: string): void {
  const crlf = beginning.split("\r\n").length - 1;
  const lf = beginning.split("\n").length - 1 - crlf;
  const cr = beginning.split("\r").length - 1 - crlf;
  const counts = {LF: lf, CRLF: crlf, CR: cr};
  if (counts[declared] > 0 || lf + crlf + cr === 0) return;
  const [seems] = (Object.keys(counts) as (keyof typeof counts)[]).sort((a, b) => counts[b] - counts[a]);
  throw new SourceError(`wrong line end: the file seems to have ${seems}`, {file, expected: declared});
}

/**
 * Refuses a header that a wrong delimiter has left in one piece.
 *
 * @throws {SourceError} saying which delimiter the file seems to have
 */
export function checkDelimiter(file: string, declared: string, header: readonly string[]): void {
  if (header.length > 1) return;
  const candidates = Object.keys(delimiterNames).filter((d) => d !== declared && d !== " ");
  const seems = candidates.find((d) => header[0].includes(d));
  if (seems === undefined) return;
  throw new SourceError(`wrong delimiter: the header seems to be separated by ${delimiterNames[seems]}`, {
    file,
    expected: delimiterNames[declared] ?? JSON.stringify(declared)
  });
}
