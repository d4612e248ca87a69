import {createWriteStream} from "node:fs";
import {mkdir, rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {claim, disclaim, unfinishedName} from "../../unfinished.js";
import {SourceError} from "../sourceError.js";
import {lineEnds} from "../tabularFormat.js";
import type {CsvTableFormat} from "./csvTables.js";
import type {OmopConnection, OmopRows} from "./omopConnection.js";

/** A table, the file it becomes, and how that is written. */
export interface SavedTable {
  readonly file: string;
  readonly table: string;
  readonly format: CsvTableFormat;
  /** Columns whose values are collected while they go by, to pick rows of later tables. */
  readonly collect?: {readonly columns: readonly string[]; readonly into: Set<string>};
  /** Only these rows, by fields of the model, of a table that need not be there; one may come several times. */
  readonly only?: readonly OmopRows[];
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
  const picked = only?.map((rows) => {
    const column = columns.find((name) => name.toLowerCase() === rows.column);
    if (column === undefined) throw new SourceError("missing column", {file: table, column: rows.column});
    return {...rows, column};
  });
  for (const which of picked ?? [undefined])
    for await (const {rows, cells} of connection.rows(table, columns, which)) {
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
