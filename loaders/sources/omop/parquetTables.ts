import {existsSync} from "node:fs";
import {openParquet} from "../parquet/parquetBatches.js";
import {canonicalOmop} from "./canonicalOmop.js";
import type {OmopBatch, OmopConnection, OmopRows} from "./omopConnection.js";

/**
 * Tables that are Parquet files, one a table, read a part at a time.
 *
 * @param pathOf path of a table's file
 */
export function parquetTables(pathOf: (table: string) => string): OmopConnection {
  return {
    has: (table) => Promise.resolve(existsSync(pathOf(table))),
    async columns(table) {
      const file = await openParquet(pathOf(table), table);
      await file.close();
      return file.columns.map(({name}) => name);
    },
    async *rows(table, columns, only): AsyncGenerator<OmopBatch> {
      const file = await openParquet(pathOf(table), table);
      try {
        for await (const batch of file.batches(columns)) yield only ? picked(batch, columns, only) : batch;
      } finally {
        await file.close();
      }
    }
  };
}

/** The rows of a batch that are asked for. */
function picked({cells}: OmopBatch, columns: readonly string[], {column, values, type}: OmopRows): OmopBatch {
  const places = cells[columns.indexOf(column)].flatMap((cell, row) =>
    values.has(canonicalOmop(cell, type) ?? "") ? [row] : []
  );
  return {rows: places.length, cells: cells.map((column) => places.map((row) => column[row]))};
}
