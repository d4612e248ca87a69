import {z} from "zod";
import type {ColumnInfo, TableInfo} from "../rawTable.js";
import {SourceError} from "../sourceError.js";

const columnSchema = z.looseObject({
  name: z.string().min(1),
  label: z.string().default(""),
  dataType: z.enum(["string", "integer", "decimal", "float", "double", "boolean", "datetime", "date", "time", "URI"]),
  targetDataType: z.enum(["integer", "decimal"]).optional(),
  displayFormat: z.string().optional()
});

/** A column of Dataset-JSON. */
export type DatasetColumn = z.output<typeof columnSchema>;

/** What is used of a dataset's attributes. */
const headerSchema = z.looseObject({
  datasetJSONVersion: z.string().regex(/^1\.1(\.\d+)?$/, "expected version 1.1"),
  name: z.string().min(1),
  label: z.string().default(""),
  records: z.int().min(0),
  columns: z.array(columnSchema).min(1)
});

/** The attributes of a dataset before its rows. */
export type DatasetHeader = z.output<typeof headerSchema>;

/** Names of the attributes that are used. */
export const headerKeys = ["datasetJSONVersion", "name", "label", "records", "columns"] as const;

/**
 * Checks the attributes of a dataset.
 *
 * @throws {SourceError} naming the attribute that is missing or cannot be
 */
export function datasetHeader(file: string, value: unknown): DatasetHeader {
  const result = headerSchema.safeParse(value);
  if (result.success) return result.data;
  const [{path, message}] = result.error.issues;
  const column = path.length === 0 ? undefined : path.join(".");
  const fault = message.charAt(0).toLowerCase() + message.slice(1);
  throw new SourceError(fault, {file, column, expected: "attributes of Dataset-JSON 1.1"});
}

const textTypes = new Set(["string", "URI", "boolean"]);

/** What the attributes say of the table. Moments that are to become numbers are numbers, others are text. */
export function headerInfo({name, label, columns}: DatasetHeader): TableInfo {
  const infos = columns.map((column): [string, ColumnInfo] => {
    const {dataType, targetDataType, displayFormat} = column;
    const moment = dataType === "date" || dataType === "time" || dataType === "datetime";
    const text = textTypes.has(dataType) || (moment && targetDataType === undefined);
    const format = displayFormat === undefined ? {} : {format: displayFormat};
    return [column.name, {label: column.label, kind: text ? "text" : "number", ...format}];
  });
  return {name, label, columns: new Map(infos)};
}
