import {clip, SourceError} from "../sourceError.js";
import {columnPages} from "./columnPages.js";
import {Damage} from "../damage.js";
import type {FileParts} from "./fileParts.js";
import {openParts} from "./fileParts.js";
import type {ParquetColumn, ParquetFooter} from "./footer.js";
import {readFooter} from "./footer.js";
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
    throw damaged(error, {file});
  }
}

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
        throw damaged(error, at(0));
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

const batchRows = 1 << 14;

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

interface GroupPlace {
  readonly file: string;
  readonly column?: string;
  readonly group?: number;
  readonly row?: number;
}

/** Hands out the cells of a column in a row group in the amounts asked for. */
class PageReader {
  private held: readonly (string | null)[] = [];
  private from = 0;
  private taken = 0;

  constructor(
    private readonly pages: AsyncGenerator<(string | null)[]>,
    private readonly rows: number,
    private readonly place: (row: number) => GroupPlace
  ) {}

  /** Reads a page if none is held; how many cells are held. */
  async fill(): Promise<number> {
    while (this.from === this.held.length) {
      const page = await this.next();
      if (page === undefined) throw damaged(new Damage("fewer values than rows"), this.place(this.taken));
      this.held = page;
      this.from = 0;
      if (this.taken + page.length > this.rows)
        throw damaged(new Damage("more values than rows"), this.place(this.taken));
    }
    return this.held.length - this.from;
  }

  take(count: number): readonly (string | null)[] {
    const {held, from} = this;
    this.from += count;
    this.taken += count;
    return from === 0 && count === held.length ? held : held.slice(from, from + count);
  }

  /** Sees that nothing follows the last row. */
  async finish(): Promise<void> {
    for (let page = await this.next(); page !== undefined; page = await this.next())
      if (page.length > 0) throw damaged(new Damage("more values than rows"), this.place(this.taken));
  }

  async close(): Promise<void> {
    await this.pages.return(undefined);
  }

  private async next(): Promise<(string | null)[] | undefined> {
    try {
      const step = await this.pages.next();
      return step.done === true ? undefined : step.value;
    } catch (error) {
      throw damaged(error, this.place(this.taken));
    }
  }
}

/** What is wrong with a file's bytes, or what a library says of them, as a fault of the source at its place. */
function damaged(error: unknown, {group, ...place}: GroupPlace): SourceError {
  if (error instanceof SourceError) return error;
  const said = error instanceof Error ? error.message : "no reason given";
  const where = group === undefined ? "" : `row group ${group}: `;
  return new SourceError(`damaged Parquet file: ${where}${clip(said, 200)}`, place, {cause: error});
}
