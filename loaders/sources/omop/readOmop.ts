import {open, stat} from "node:fs/promises";
import {hashOf} from "../../fileHashes.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import {SourceError} from "../sourceError.js";
import {cdmTables} from "./cdmTables.js";
import type {ConceptSets} from "./conceptSets.js";
import {withConceptSets} from "./conceptSets.js";
import type {CsvTableFormat} from "./csvTables.js";
import {csvTables} from "./csvTables.js";
import type {RawNote, UnlistedConcept} from "./omopNotes.js";
import {parquetMagic} from "../parquet/footer.js";
import {parquetTables} from "./parquetTables.js";
import {readOmopTable} from "./readOmopTable.js";

/** What to keep of a table, and the sets of concepts by which its rows are named. */
export interface OmopOptions extends TabularOptions {
  readonly conceptSets?: ConceptSets;
}

/** A table as read. */
export interface OmopResult extends TabularResult {
  readonly notes: readonly RawNote[];
  /** Concepts of columns that are read by sets, and in no set. */
  readonly unlisted: readonly UnlistedConcept[];
}

/**
 * Reads a table of the OMOP common data model from a file, Parquet or delimited text as its first bytes tell. The same
 * rows give the same table, whichever it is.
 *
 * @throws {SourceError} on a table that the model does not have, and on a file that cannot be read
 */
export async function readOmop(
  path: string,
  format: CsvTableFormat & {readonly table?: string},
  {name = path, columns, optional, conceptSets = {}}: OmopOptions = {}
): Promise<OmopResult> {
  const table = format.table ?? name;
  if (!cdmTables.has(table))
    throw new SourceError(`unknown table: ${table}`, {file: name, expected: [...cdmTables.keys()].join(", ")});
  const pathOf = (): string => path;
  const connection = (await isParquet(path, name)) ? parquetTables(pathOf) : csvTables(pathOf, format);
  const sets = withConceptSets(columns, conceptSets);
  const read = await readOmopTable(connection, {file: name, table, columns: sets.columns, optional});
  const [{size}, sha256] = await Promise.all([stat(path), hashOf(path)]);
  return {...read, ...sets.apply(read.table), bytes: size, sha256: sha256!};
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
