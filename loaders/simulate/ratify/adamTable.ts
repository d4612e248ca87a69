import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";

/** A column of a table: its name and how a record is written in it. */
export type AdamColumn<T> = readonly [name: string, cell: (record: T) => string];

/** A table as the trial's sponsor sends it: commas, UTF-8, cells in quotes only where they must be. */
export function adamTable<T>(file: string, columns: readonly AdamColumn<T>[], records: readonly T[]): RawFile {
  const quoted = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    columns.map(([name]) => name).join(","),
    ...records.map((record) => columns.map(([, cell]) => quoted(cell(record))).join(","))
  ];
  return {file, rows: records.length, bytes: Buffer.from(lines.map((line) => `${line}\n`).join(""), "utf8")};
}

const missingTokens = [".", "UNK", "", "-99"] as const;

/** One of the ways in which the sponsor writes that there is no value. */
export function missingToken(random: Random): string {
  return random.pick(missingTokens);
}

/** `Y` or `N`. */
export function flag(value: boolean): string {
  return value ? "Y" : "N";
}
