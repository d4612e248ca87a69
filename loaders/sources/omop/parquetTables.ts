import type {AsyncBuffer, FileMetaData} from "hyparquet";
import {parquetMetadataAsync, parquetReadObjects, parquetSchema} from "hyparquet";
import {compressors} from "hyparquet-compressors";
import {existsSync} from "node:fs";
import type {FileHandle} from "node:fs/promises";
import {open} from "node:fs/promises";
import {SourceError} from "../sourceError.js";
import {canonicalOmop} from "./canonicalOmop.js";
import type {OmopBatch, OmopConnection} from "./omopConnection.js";

/** Rows read at once, so that a file of one large row group need not be in memory twice. */
const batchRows = 1 << 16;

/**
 * Tables that are Parquet files, one a table, read a part at a time.
 *
 * @param pathOf path of a table's file
 */
export function parquetTables(pathOf: (table: string) => string): OmopConnection {
  return {
    has: (table) => Promise.resolve(existsSync(pathOf(table))),
    columns: (table) =>
      withFile(pathOf(table), table, (file) => readable(table, async () => namesOf(await parquetMetadataAsync(file)))),
    async *rows(table, columns, only): AsyncGenerator<OmopBatch> {
      const handle = await opened(pathOf(table), table);
      try {
        const file = await bufferOf(handle);
        const metadata = await readable(table, () => parquetMetadataAsync(file));
        for (const [from, to] of partsOf(metadata)) {
          const rows = await readable(table, () =>
            parquetReadObjects({file, metadata, compressors, columns: [...columns], rowStart: from, rowEnd: to})
          );
          if (rows.length !== to - from)
            throw new SourceError("damaged Parquet file", {file: table, row: from + rows.length + 1});
          const wanted = only
            ? rows.filter((row) => only.values.has(canonicalOmop(row[only.column], only.type) ?? ""))
            : rows;
          yield {rows: wanted.length, cells: columns.map((name) => wanted.map((row) => row[name] as unknown))};
        }
      } finally {
        await handle.close();
      }
    }
  };
}

/** The magic bytes at both ends of a Parquet file. */
export const parquetMagic = "PAR1";

function namesOf(metadata: FileMetaData): string[] {
  return parquetSchema(metadata).children.map(({element}) => element.name);
}

/** Ranges of rows that lie in one row group each. */
function* partsOf({row_groups}: FileMetaData): Generator<[number, number]> {
  let from = 0;
  for (const {num_rows} of row_groups) {
    const end = from + Number(num_rows);
    for (; from < end; from = Math.min(from + batchRows, end)) yield [from, Math.min(from + batchRows, end)];
  }
}

async function opened(path: string, file: string): Promise<FileHandle> {
  return open(path).catch((cause: unknown) => {
    throw new SourceError("missing file", {file, expected: path}, {cause});
  });
}

async function withFile<T>(path: string, file: string, use: (buffer: AsyncBuffer) => Promise<T>): Promise<T> {
  const handle = await opened(path, file);
  try {
    return await use(await bufferOf(handle));
  } finally {
    await handle.close();
  }
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const {size} = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      if (start < 0 || end > size || start > end) throw new RangeError("a part outside the file");
      const bytes = new Uint8Array(end - start);
      await handle.read(bytes, 0, bytes.length, start);
      return bytes.buffer;
    }
  };
}

/** What the library says of a damaged file, as a fault of the source. */
async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const said = cause instanceof Error ? cause.message : "no reason given";
    throw new SourceError(`damaged Parquet file: ${said}`, {file}, {cause});
  }
}
