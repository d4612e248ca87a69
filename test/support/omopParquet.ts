import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {SchemaElement} from "hyparquet";
import {parquetWriteBuffer} from "hyparquet-writer";
import type {CdmType} from "../../loaders/sources/omop/cdmTables.js";
import {cdmTables} from "../../loaders/sources/omop/cdmTables.js";
import type {OmopConnection} from "../../loaders/sources/omop/omopConnection.js";

/** A table of a connection, whole: names in lower case, and columns of texts or null. */
export interface WholeTable {
  readonly table: string;
  readonly columns: {readonly name: string; readonly type: CdmType; readonly cells: (string | null)[]}[];
}

/** Reads a whole table; blank cells are null. */
export async function wholeTable(connection: OmopConnection, table: string): Promise<WholeTable> {
  const names = await connection.columns(table);
  const cells = names.map((): (string | null)[] => []);
  for await (const batch of connection.rows(table, names))
    batch.cells.forEach((column, i) => {
      for (const cell of column) cells[i].push(cell === null || cell === "" ? null : (cell as string));
    });
  const {fields} = cdmTables.get(table)!;
  return {
    table,
    columns: names.map((name, i) => {
      const lower = name.toLowerCase();
      return {name: lower, type: fields.get(lower)?.type ?? "text", cells: cells[i]};
    })
  };
}

const elements: Readonly<Record<CdmType, Omit<SchemaElement, "name">>> = {
  integer: {type: "INT64"},
  float: {type: "DOUBLE"},
  date: {type: "INT32", converted_type: "DATE"},
  datetime: {type: "INT64", converted_type: "TIMESTAMP_MICROS"},
  text: {type: "BYTE_ARRAY", converted_type: "UTF8"}
};

/** A table as a Parquet file with the types of the model, in several row groups if it is large. */
export function parquetBytes({columns}: WholeTable, codec: "SNAPPY" | "UNCOMPRESSED" = "SNAPPY"): Uint8Array {
  const columnData = columns.map(({name, type, cells}) => ({
    name,
    data: cells.map((cell) => (cell === null ? null : typed(cell, type)))
  }));
  const schema: SchemaElement[] = [
    {name: "root", num_children: columns.length},
    ...columns.map(({name, type}): SchemaElement => ({name, repetition_type: "OPTIONAL", ...elements[type]}))
  ];
  return new Uint8Array(parquetWriteBuffer({columnData, schema, codec, rowGroupSize: 5000}));
}

/** Writes tables as Parquet files into a folder. */
export function writeParquet(folder: string, tables: readonly WholeTable[]): void {
  mkdirSync(folder, {recursive: true});
  for (const table of tables) writeFileSync(join(folder, `${table.table}.parquet`), parquetBytes(table));
}

function typed(cell: string, type: CdmType): unknown {
  switch (type) {
    case "integer":
      return BigInt(cell);
    case "float":
      return Number(cell);
    case "date":
      return new Date(`${cell.slice(0, 10)}T00:00:00Z`);
    case "datetime":
      return new Date(`${cell.replace(" ", "T")}Z`);
    case "text":
      return cell;
  }
}
