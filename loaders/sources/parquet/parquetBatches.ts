import {SourceError} from "../sourceError.js";
import {columnPages} from "./columnPages.js";
import type {FileParts} from "./fileParts.js";
import {openParts} from "./fileParts.js";
import type {ParquetColumn, ParquetFooter} from "./footer.js";
import {readFooter} from "./footer.js";
import {PageReader} from "./pageReader.js";
import {parquetFault} from "./parquetFault.js";
import {valueText} from "./valueText.js";

/** Some rows of a file: texts by column asked for, null where there is no value. */
export interface ParquetBatch {
  readonly rows: number;
  readonly cells: readonly (readonly (string | null)[])[];
}

/** A Parquet file that is open. */
export interface ParquetFile {
  readonly bytes: number;
  readonly columns: readonly ParquetColumn[];
  /**
   * All rows, some at a time: never more than a page of each column is held.
   *
   * @throws {SourceError} on a column with lists or structs, or of a type that has no text, and on a damaged file, with
   * row group, column and the row at which the damaged page begins
   */
  batches(columns: readonly string[]): AsyncGenerator<ParquetBatch>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a Parquet file.
 *
 * @param file name in messages
 * @throws {SourceError} on a file that is missing, none, or damaged at its end
 */
export async function openParquet(path: string, file: string): Promise<ParquetFile> {
  const parts = await openParts(path, file);
  try {
    const footer = await readFooter(parts);
    return {
      bytes: parts.size,
      columns: footer.columns,
      batches: (columns) => batches(parts, file, footer, columns),
      close: parts.close
    };
  } catch (error) {
    await parts.close();
    throw parquetFault(error, {file});
  }
}

/** Rows handed over together, at most. */
const batchRows = 1 << 14;

async function* batches(
  parts: FileParts,
  file: string,
  {columns, groups}: ParquetFooter,
  names: readonly string[]
): AsyncGenerator<ParquetBatch> {
  const wanted = names.map((name) => readable(file, columns, name));
  let before = 0;
  for (const [g, group] of groups.entries()) {
    const readers = wanted.map(({name, element, text}) => {
      const at = (row: number) => ({file, column: name, group: g + 1, row: before + row + 1});
      try {
        return new PageReader(columnPages(parts, group.chunk(name), element, text), group.rows, at);
      } catch (error) {
        throw parquetFault(error, at(0));
      }
    });
    try {
      for (let done = 0; done < group.rows;) {
        let rows = Math.min(group.rows - done, batchRows);
        for (const reader of readers) rows = Math.min(rows, await reader.fill());
        yield {rows, cells: readers.map((reader) => reader.take(rows))};
        done += rows;
      }
      for (const reader of readers) await reader.finish();
    } finally {
      for (const reader of readers) await reader.close();
    }
    before += group.rows;
  }
}

function readable(file: string, columns: readonly ParquetColumn[], name: string) {
  const named = columns.filter((column) => column.name === name);
  if (named.length !== 1) {
    const fault = named.length === 0 ? "missing column" : "column stands twice in the header";
    throw new SourceError(fault, {file, column: name});
  }
  const [{element}] = named;
  if (element === undefined)
    throw new SourceError("a column of lists or structs", {file, column: name, expected: "one value a row"});
  const text = valueText(element);
  if (text !== undefined) return {name, element, text};
  const type = element.logical_type?.type ?? element.converted_type ?? element.type;
  throw new SourceError(`a column of type ${type}`, {file, column: name, expected: "text, numbers or moments"});
}
