import {stat} from "node:fs/promises";
import {hashOf} from "../../fileHashes.js";
import type {ReadFile} from "../define/datasetDefinition.js";
import {SourceError} from "../sourceError.js";
import {canonicalOmop} from "./canonicalOmop.js";
import {cdmTables} from "./cdmTables.js";
import type {CsvTableFormat} from "./csvTables.js";
import type {OmopRows} from "./omopConnection.js";
import {openTables} from "./openTables.js";

/** Tables that say what concepts are, of which only the rows about some concepts are read. */
export const conceptTables = {names: "concept", ancestors: "concept_ancestor"} as const;

/** A file with one of them. */
export interface ConceptFile {
  readonly path: string;
  readonly table: string;
  readonly format: CsvTableFormat;
}

/**
 * Reads some fields of the rows of a table of concepts, in the order of the file. Rows in which one of them is blank, or not of
 * the field's type, are left out.
 *
 * @param only which rows, by a field of the model
 * @throws {SourceError} on a file that cannot be read, or without these columns
 */
export async function readConcepts(
  {path, table, format}: ConceptFile,
  fields: readonly string[],
  only: OmopRows
): Promise<string[][]> {
  const connection = await openTables(path, table, format);
  const header = await connection.columns(table);
  const columnOf = (field: string): string => {
    const found = header.find(
      (name) =>
        name
          .trim()
          .replace(/^\ufeff/u, "")
          .toLowerCase() === field
    );
    if (found === undefined) throw new SourceError("missing column", {file: table, column: field});
    return found;
  };
  const columns = [...new Set([...fields, only.column])].map(columnOf);
  const types = fields.map((field) => cdmTables.get(table)!.fields.get(field)!.type);
  const result: string[][] = [];
  for await (const {rows, cells} of connection.rows(table, columns, {...only, column: columnOf(only.column)}))
    for (let row = 0; row < rows; ++row) {
      const texts = fields.map((_, i) => canonicalOmop(cells[i][row], types[i]) ?? "");
      if (!texts.includes("")) result.push(texts);
    }
  return result;
}

/** A table of concepts as an input of the release. */
export async function conceptInput({path, table}: Omit<ConceptFile, "format">): Promise<ReadFile> {
  const [{size}, sha256] = await Promise.all([stat(path), hashOf(path)]);
  return {file: table, bytes: size, sha256: sha256!};
}
