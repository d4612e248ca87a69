import {join} from "node:path";
import {canonicalJson, sha256} from "../release/releaseId.js";
import {conceptTables} from "../sources/omop/conceptTables.js";
import {ancestorsOf, codesOf} from "../sources/omop/declaredSets.js";
import type {OmopRows} from "../sources/omop/omopConnection.js";
import {withPostgres} from "../sources/omop/postgresTables.js";
import type {SavedTable} from "../sources/omop/saveTables.js";
import {saveTables} from "../sources/omop/saveTables.js";
import {SourceError} from "../sources/sourceError.js";
import type {LoadedSource} from "../study/loadStudy.js";
import type {Mapping} from "../study/mappingSchema.js";
import {conceptColumns, lookupTables} from "./conceptLookups.js";

/** The tables of the common data model that a mapping reads, by the names of their files there. */
export function omopTables({files}: Mapping): Map<string, SavedTable> {
  const tables = new Map<string, SavedTable>();
  for (const {file, format} of Object.values(files))
    if (format.kind === "omop") tables.set(file, {file, table: format.table ?? file, format});
  return tables;
}

/** Those tables, and after them what the tables of concepts say of the concepts that stand in them. */
function tablesToSave(mapping: Mapping): SavedTable[] {
  const concepts = new Set<string>();
  const columns = new Map<string, Set<string>>();
  for (const spec of Object.values(mapping.files)) {
    const known = columns.get(spec.file) ?? new Set();
    for (const column of conceptColumns(spec, mapping)) known.add(column);
    columns.set(spec.file, known);
  }
  const own = [...omopTables(mapping).values()].map((table) => ({
    ...table,
    collect: {columns: [...(columns.get(table.file) ?? [])], into: concepts}
  }));
  // The concepts that codes stand for are known once they go by, so that all that go by are asked for descendants.
  const ancestors = ancestorsOf(mapping.conceptSets);
  const codes = codesOf(mapping.conceptSets);
  const byId = (column: string, values: ReadonlySet<string>): OmopRows => ({column, values, type: "integer"});
  const looked = [...lookupTables(mapping)].map(([table, format]): SavedTable =>
    table === conceptTables.ancestors
      ? {file: table, table, format, only: [byId("ancestor_concept_id", ancestors)]}
      : {
          ...{file: table, table, format},
          only: [byId("concept_id", concepts), {column: "concept_code", values: codes, type: "text"}],
          ...(codes.size > 0 && {collect: {columns: ["concept_id"], into: ancestors}})
        }
  );
  return [...own, ...looked];
}

/**
 * Reads the tables of a source out of its database, as they are now, into a folder of the cache, which the next reading
 * writes again.
 *
 * @throws {SourceError} on a missing environment variable and whatever the database refuses; the password is in no message
 */
export async function databaseFolder(
  {source, mapping}: LoadedSource,
  cache: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<string> {
  const {url, schema, password} = source.database!;
  const place = {
    url: url.startsWith("$") ? variable(source.id, url.slice(1), environment) : url,
    schema,
    password: password === undefined ? undefined : variable(source.id, password, environment)
  };
  const tables = tablesToSave(mapping);
  const folder = join(cache, "tables", sha256(canonicalJson([source.id, url, schema])).slice(0, 16));
  await withPostgres(place, (connection) => saveTables(connection, tables, folder));
  return folder;
}

function variable(source: string, name: string, environment: Readonly<Record<string, string | undefined>>): string {
  const value = environment[name];
  if (value !== undefined && value !== "") return value;
  throw new SourceError("missing environment variable", {file: source, value: name, expected: "it for the database"});
}
