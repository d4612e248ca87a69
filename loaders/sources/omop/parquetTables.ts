import {openParquet} from "../parquet/parquetBatches.js";
import type {OmopBatch, OmopConnection} from "./omopConnection.js";

/**
 * Tables that are Parquet files, one a table, read a part at a time.
 *
 * @param pathOf path of a table's file
 */
export function parquetTables(pathOf: (table: string) => string): OmopConnection {
  return {
    async columns(table) {
      const file = await openParquet(pathOf(table), table);
      await file.close();
      return file.columns.map(({name}) => name);
    },
    async *rows(table, columns): AsyncGenerator<OmopBatch> {
      const file = await openParquet(pathOf(table), table);
      try {
        yield* file.batches(columns);
      } finally {
        await file.close();
      }
    }
  };
}
