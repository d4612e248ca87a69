import {open} from "node:fs/promises";
import {parquetMagic} from "../parquet/footer.js";
import {SourceError} from "../sourceError.js";
import type {CsvTableFormat} from "./csvTables.js";
import {csvTables} from "./csvTables.js";
import type {OmopConnection} from "./omopConnection.js";
import {parquetTables} from "./parquetTables.js";

/**
 * The table in a file: Parquet or delimited text, as its first bytes tell.
 *
 * @param file name in messages
 * @throws {SourceError} on a missing file, or a folder
 */
export async function openTables(path: string, file: string, format: CsvTableFormat): Promise<OmopConnection> {
  const pathOf = (): string => path;
  return (await isParquet(path, file)) ? parquetTables(pathOf) : csvTables(pathOf, format);
}

async function isParquet(path: string, file: string): Promise<boolean> {
  const handle = await open(path).catch((cause: unknown) => {
    throw new SourceError("missing file", {file, expected: path}, {cause});
  });
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(parquetMagic.length), 0, parquetMagic.length, 0);
    return buffer.toString("latin1", 0, bytesRead) === parquetMagic;
  } catch (cause) {
    throw new SourceError("a folder", {file, expected: "a file"}, {cause});
  } finally {
    await handle.close();
  }
}
