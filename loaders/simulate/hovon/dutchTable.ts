import type {RawFile} from "../rawFile.js";

/**
 * A table as the Dutch partner sends it: semicolons, Windows line ends, UTF-8 with a byte order mark.
 *
 * @param rows one text per column and record
 */
export function dutchTable(file: string, columns: readonly string[], rows: readonly (readonly string[])[]): RawFile {
  const cell = (text: string): string => (/[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.join(";"), ...rows.map((row) => row.map(cell).join(";"))];
  return {file, rows: rows.length, bytes: Buffer.from(`\ufeff${lines.map((line) => `${line}\r\n`).join("")}`, "utf8")};
}

/** A number with a decimal comma; all its digits, or as many decimals as given. */
export function commaNumber(value: number, decimals?: number): string {
  return (decimals === undefined ? String(value) : value.toFixed(decimals)).replace(".", ",");
}
