/** One raw file of a simulated partner. */
export interface RawFile {
  /** Name inside the partner's folder. */
  readonly file: string;
  /** Data records, the header not counted. */
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** How a partner writes its tables. */
export interface RawFormat {
  readonly lineEnd: "\n" | "\r" | "\r\n";
  /** Lines before the header. */
  readonly comments?: readonly string[];
  /** Columns whose cells are always in quotes; others only where they must be. */
  readonly quoted?: readonly string[];
}

/**
 * A tab-separated table in ISO 8859-1, as the German partner sends it.
 *
 * @param rows one text per column and record
 * @throws {Error} if a character does not exist in ISO 8859-1
 */
export function tabSeparated(
  file: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  {lineEnd, comments = [], quoted = []}: RawFormat
): RawFile {
  const always = columns.map((column) => quoted.includes(column));
  const cell = (text: string, column: number): string =>
    always[column] || /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [...comments, columns.join("\t"), ...rows.map((row) => row.map(cell).join("\t"))];
  const text = lines.map((line) => line + lineEnd).join("");
  const foreign = Array.from(text).find((character) => character > "\u00ff");
  if (foreign !== undefined) throw new Error(`invalid character in ${file}: ${foreign}`);
  return {file, rows: rows.length, bytes: Buffer.from(text, "latin1")};
}
