import {createWriteStream} from "node:fs";
import {mkdir, rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {claim, disclaim, unfinishedName} from "../../unfinished.js";
import {SourceError} from "../sourceError.js";
import {lineEnds} from "../tabularFormat.js";
import type {CsvTableFormat} from "./csvTables.js";
import type {OmopConnection} from "./omopConnection.js";

/** A table, the file it becomes, and how that is written. */
export interface SavedTable {
  readonly file: string;
  readonly table: string;
  readonly format: CsvTableFormat;
  /** Columns whose values are collected while they go by, to pick rows of later tables. */
  readonly collect?: {readonly columns: readonly string[]; readonly into: Set<string>};
  /** Only the rows with one of these ids, of a table that need not be there. */
  readonly only?: {readonly column: string; readonly ids: ReadonlySet<string>};
}

/**
 * Writes tables of a connection into a folder that only its owner can read, each as the delimited text that its mapping
 * declares; no more than a batch is in memory. A file is there as a whole or not at all.
 *
 * @throws {SourceError} as the connection does, and on a cell that cannot be written as declared
 */
export async function saveTables(
  connection: OmopConnection,
  tables: readonly SavedTable[],
  folder: string
): Promise<void> {
  await mkdir(folder, {recursive: true, mode: 0o700});
  for (const wanted of tables) {
    if (wanted.only && !(await connection.has(wanted.table))) {
      await rm(join(folder, wanted.file), {force: true});
      continue;
    }
    const temporary = claim(join(folder, unfinishedName(wanted.file)));
    try {
      await pipeline(Readable.from(linesOf(connection, wanted)), createWriteStream(temporary, {mode: 0o600}));
      await rename(temporary, join(folder, wanted.file));
    } finally {
      await rm(temporary, {force: true});
      disclaim(temporary);
    }
  }
}

async function* linesOf(
  connection: OmopConnection,
  {file, table, format, collect, only}: SavedTable
): AsyncGenerator<string> {
  if (format.encoding !== "utf-8")
    throw new SourceError("invalid encoding of a table in a database", {file, expected: "utf-8"});
  const columns = await connection.columns(table);
  const cell = cellWriter(file, format);
  const end = lineEnds[format.lineEnd];
  yield columns.map(cell).join(format.delimiter) + end;
  const collected = columns.flatMap((name, i) => (collect?.columns.includes(name.toLowerCase()) ? [i] : []));
  const by = columns.find((name) => name.toLowerCase() === only?.column);
  if (only && by === undefined) throw new SourceError("missing column", {file: table, column: only.column});
  const picked = only && by !== undefined ? {column: by, ids: only.ids} : undefined;
  for await (const {rows, cells} of connection.rows(table, columns, picked)) {
    for (const i of collected) for (const id of cells[i]) if (typeof id === "string") collect!.into.add(id);
    const lines = Array.from({length: rows}, (_, row) =>
      cells.map((column) => cell(column[row])).join(format.delimiter)
    );
    yield lines.join(end) + end;
  }
}

function cellWriter(file: string, {delimiter, quote, comment}: CsvTableFormat): (value: unknown) => string {
  const signs = [delimiter, quote, comment, "\n", "\r", "\ufeff"].filter((d) => typeof d === "string");
  return (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value !== "string") throw new SourceError("a cell that is not text", {file});
    if (!signs.some((sign) => value.includes(sign))) return value;
    if (quote !== '"') throw new SourceError("a cell that needs quotes", {file, expected: 'quote: "'});
    return `"${value.replaceAll('"', '""')}"`;
  };
}
