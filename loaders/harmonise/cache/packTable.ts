import {createHash} from "node:crypto";
import {open, readFile} from "node:fs/promises";
import type {TableSchema} from "../../../src/model/column.js";
import {sha256} from "../../release/releaseId.js";
import {ReasonedTable} from "../reasonedTable.js";
import {packColumn, unpackColumn} from "./packColumn.js";

/** A table in a file of the cache. */
export interface PackedTable {
  readonly schema: TableSchema;
  /** Bytes of each column, in the schema's order; the file is their concatenation. */
  readonly sizes: readonly number[];
  readonly sha256: string;
}

/** Writes a table, values and reasons of the nulls, column after column. */
export async function packTable(table: ReasonedTable, path: string): Promise<PackedTable> {
  const hash = createHash("sha256");
  const sizes: number[] = [];
  const file = await open(path, "w");
  let writing: Promise<void> = Promise.resolve();
  try {
    for (const {name} of table.schema.columns) {
      const bytes = packColumn(table.column(name));
      await writing;
      // While one column is written the next is packed.
      writing = file.writeFile(bytes);
      hash.update(bytes);
      sizes.push(bytes.byteLength);
    }
    await writing;
  } finally {
    await writing.catch(() => undefined);
    await file.close();
  }
  return {schema: table.schema, sizes, sha256: hash.digest("hex")};
}

/**
 * Reads a table back.
 *
 * @throws {RangeError} if the file is not what was written
 */
export async function unpackTable(
  {schema, sizes, sha256: expected}: PackedTable,
  path: string
): Promise<ReasonedTable> {
  const bytes = await readFile(path);
  if (sha256(bytes) !== expected) throw new RangeError(`damaged file: ${path}`);
  const table = new ReasonedTable(schema);
  let at = 0;
  schema.columns.forEach(({name}, i) => {
    table.column(name).append(unpackColumn(bytes.subarray(at, at + sizes[i])));
    at += sizes[i];
  });
  return table;
}
