import type {TableSchema} from "../../src/model/column.js";
import * as model from "../../src/model/tables.js";
import {withTerms} from "../harmonise/packTerms.js";
import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import type {TableData} from "../release/tableData.js";

/** The model's tables by name. */
const schemas: ReadonlyMap<string, TableSchema> = new Map(
  Object.values(model)
    .filter((value): value is TableSchema => typeof value === "object")
    .map((schema) => [schema.name, schema])
);

/** The model's schema of a table of a release, with the alterations and codes of its disease; undefined if it has none. */
export function releaseSchema({manifest}: Pick<Release, "manifest">, name: string): TableSchema | undefined {
  if (name !== "patient_features") {
    const schema = schemas.get(name);
    return schema && withTerms(schema, manifest.terms ?? {});
  }
  const columns = manifest.tables.find((table) => table.name === name)?.columns ?? [];
  return model.patientFeaturesTable(columns.filter((column) => column !== "patient_id"));
}

/**
 * A table of a release in memory, with the columns that both the release and the model have.
 *
 * @throws {RangeError} on a table that the model does not know
 */
export function tableDataOf(release: Release, name: string): TableData {
  const schema = releaseSchema(release, name);
  if (schema === undefined) throw new RangeError(`unknown table: ${name}`);
  const table = release.table(name);
  const columns = schema.columns.filter((column) => table.getChild(column.name) !== null);
  return {
    schema: {...schema, columns, sortBy: schema.sortBy.filter((key) => table.getChild(key) !== null)},
    rows: table.numRows,
    columns: Object.fromEntries(columns.map((column) => [column.name, columnOf(table, column.name)]))
  };
}
