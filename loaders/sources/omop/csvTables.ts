import {parse} from "csv-parse/sync";
import {existsSync} from "node:fs";
import {open} from "node:fs/promises";
import {SourceError} from "../sourceError.js";
import {tabularBatches} from "../tabular.js";
import type {TabularFormat} from "../tabularFormat.js";
import {lineEnds} from "../tabularFormat.js";
import type {OmopBatch, OmopConnection} from "./omopConnection.js";

/** A delimited file, and which of its whole cells mean that there is no value. */
export interface CsvTableFormat extends TabularFormat {
  readonly nulls: readonly string[];
}

/** Longest header in bytes. */
const longestHeader = 1 << 16;

/**
 * Tables that are delimited text files, one a table, read a part at a time.
 *
 * @param pathOf path of a table's file
 */
export function csvTables(pathOf: (table: string) => string, format: CsvTableFormat): OmopConnection {
  return {
    has: (table) => Promise.resolve(existsSync(pathOf(table))),
    async columns(table) {
      const [header] = await beginning(pathOf(table), table, format);
      if (header === undefined) throw new SourceError("empty file", {file: table, expected: "a header"});
      return header;
    },
    async *rows(table, columns, only): AsyncGenerator<OmopBatch> {
      const absent = new Set(format.nulls);
      const withoutNulls = (column: readonly string[]): readonly (string | null)[] =>
        absent.size === 0 ? column : column.map((cell) => (absent.has(cell) ? null : cell));
      for await (const batch of tabularBatches(pathOf(table), format, {name: table, columns, only}))
        yield {...batch, cells: batch.cells.map(withoutNulls)};
    }
  };
}

/** The first record of a file; none if it is empty. */
async function beginning(path: string, file: string, format: CsvTableFormat): Promise<string[][]> {
  const handle = await open(path).catch((cause: unknown) => {
    throw new SourceError("missing file", {file, expected: path}, {cause});
  });
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(longestHeader), 0, longestHeader, 0);
    const text = new TextDecoder(format.encoding).decode(buffer.subarray(0, bytesRead));
    const end = text.indexOf(lineEnds[format.lineEnd]);
    return parse(end < 0 ? text : text.slice(0, end), {
      delimiter: format.delimiter,
      quote: format.quote,
      to: 1
    });
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw new SourceError("no header", {file, expected: "the names of the columns"}, {cause});
  } finally {
    await handle.close();
  }
}
