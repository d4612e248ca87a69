import {basename, extname} from "node:path";
import type {TableInfo} from "../rawTable.js";
import {clip, SourceError} from "../sourceError.js";
import {readDefine} from "./readDefine.js";

/** A file that was read. */
export interface ReadFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What the mapping says of the definition of a dataset. */
export interface DefinedFormat {
  readonly define?: string;
  readonly dataset?: string;
  readonly formats: Readonly<Record<string, string>>;
}

/**
 * What is known of a dataset besides its file: the part of its define.xml, completed by the display formats of the mapping.
 *
 * @param pathOf where a file of the source is
 * @returns no definition where the mapping declares nothing
 * @throws {SourceError} on a define.xml that cannot be read, or that has no such dataset
 */
export async function datasetDefinition(
  pathOf: (file: string) => string,
  file: string,
  {define, dataset, formats}: DefinedFormat
): Promise<{definition: TableInfo | undefined; beside: readonly ReadFile[]}> {
  const name = dataset ?? basename(file, extname(file)).toUpperCase();
  let definition: TableInfo | undefined;
  const beside: ReadFile[] = [];
  if (define !== undefined) {
    const {datasets, bytes, sha256} = await readDefine(pathOf(define), define);
    beside.push({file: define, bytes, sha256});
    definition = datasets.get(name);
    if (definition === undefined) {
      const expected = `one of ${[...datasets.keys()].map((known) => clip(known, 40)).join(", ")}`;
      throw new SourceError("no such dataset", {file: define, value: name, expected});
    }
  }
  const declared = Object.entries(formats);
  if (declared.length > 0) {
    const columns = new Map(definition?.columns);
    for (const [column, format] of declared)
      columns.set(column, {label: "", ...columns.get(column), kind: "number", format});
    definition = {label: "", ...definition, name, columns};
  }
  return {definition, beside};
}
