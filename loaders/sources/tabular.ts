import {type CsvError, parse} from "csv-parse";
import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {Readable} from "node:stream";
import {decodeStrict} from "./decodeStrict.js";
import type {RawReject, RawTable} from "./rawTable.js";
import {clip, SourceError} from "./sourceError.js";
import {checkDelimiter, checkLineEnd, lineEnds, type TabularFormat} from "./tabularFormat.js";

/** What to keep of a file and how large a record may be. */
export interface TabularOptions {
  /** Name of the file in messages; its path if not given. */
  readonly name?: string;
  /** Columns to keep; all if not given. Every one of them must exist, once. */
  readonly columns?: readonly string[];
  /** Longest record in characters; a longer one is refused, so that a file without line ends cannot fill the memory. */
  readonly maxRecord?: number;
}

/** A file as read. */
export interface TabularResult {
  readonly table: RawTable;
  readonly rejects: readonly RawReject[];
  /** Data records in the file, refused ones included. */
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Reads a delimited text file as declared, streaming. Cells stay text. A record with too few or too many cells, or
 * with a NUL character, is refused with its reason; everything that makes the whole file unreadable is an error.
 *
 * @throws {SourceError} on a missing file, an undecodable byte, a wrong line end or delimiter, a missing or repeated
 * column, an unclosed quote, a record that is too long, or a file without header
 */
export async function readTabular(
  path: string,
  format: TabularFormat,
  {name: file = path, columns, maxRecord = 1 << 20}: TabularOptions = {}
): Promise<TabularResult> {
  const hash = createHash("sha256");
  let bytes = 0;
  let beginning = "";
  async function* text() {
    async function* raw() {
      for await (const chunk of createReadStream(path, {highWaterMark: 1 << 18}) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    for await (const part of decodeStrict(file, format.encoding, raw())) {
      if (beginning === "") {
        beginning = part;
        checkLineEnd(file, format.lineEnd, beginning);
      }
      yield part;
    }
  }
  const parser = parse({
    delimiter: format.delimiter,
    record_delimiter: lineEnds[format.lineEnd],
    quote: format.quote,
    comment: format.comment ?? null,
    comment_no_infix: true,
    from_line: format.header,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecord
  });
  const collector = new RecordCollector(file, format, columns);
  const source = Readable.from(text());
  // pipe() does not pass errors on: an undecodable byte must end the parser too.
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) collector.add(record);
  } catch (error) {
    throw readable(error, file, collector.records, path);
  }
  return {...collector.finish(), bytes, sha256: hash.digest("hex")};
}

/** Keeps the wanted columns of the records that fit the header. */
class RecordCollector {
  records = 0;
  private header: readonly string[] | undefined;
  private readonly kept: {index: number; cells: string[]}[] = [];
  private readonly cellsOf = new Map<string, string[]>();
  private readonly numbers: number[] = [];
  private readonly rejects: RawReject[] = [];

  constructor(
    private readonly file: string,
    private readonly format: TabularFormat,
    private readonly wanted: readonly string[] | undefined
  ) {}

  add(record: string[]): void {
    if (this.header === undefined) {
      this.begin(record);
      return;
    }
    const row = ++this.records;
    if (record.length !== this.header.length) {
      const reason = `${record.length} cells`;
      this.reject(row, clip(record.join(this.format.delimiter)), reason, `${this.header.length} cells`);
      return;
    }
    const nul = record.find((cell) => cell.includes("\0"));
    if (nul !== undefined) {
      this.reject(row, clip(nul.replaceAll("\0", "\u2400")), "NUL character", "text");
      return;
    }
    for (const {index, cells} of this.kept) cells.push(record[index]);
    this.numbers.push(row);
  }

  finish(): {table: RawTable; rejects: readonly RawReject[]; records: number} {
    const {file, header, cellsOf, numbers} = this;
    if (header === undefined) throw new SourceError("empty file", {file, expected: "a header"});
    const table: RawTable = {
      file,
      columns: header,
      rows: numbers.length,
      column(name) {
        const cells = cellsOf.get(name);
        if (cells === undefined) throw new RangeError(`unknown column: ${name}`);
        return cells;
      },
      recordNumber: (index) => numbers[index]
    };
    return {table, rejects: this.rejects, records: this.records};
  }

  private begin(header: readonly string[]): void {
    const {file, format, wanted = header} = this;
    checkDelimiter(file, format.delimiter, header);
    for (const name of new Set(wanted)) {
      const index = header.indexOf(name);
      if (index < 0) throw new SourceError("missing column", {file, column: name, expected: list(header)});
      if (header.includes(name, index + 1)) {
        throw new SourceError("column stands twice in the header", {file, column: name});
      }
      const cells: string[] = [];
      this.kept.push({index, cells});
      this.cellsOf.set(name, cells);
    }
    this.header = header;
  }

  private reject(row: number, value: string, reason: string, expected: string): void {
    this.rejects.push({file: this.file, row, column: null, value, reason, expected});
  }
}

function list(header: readonly string[]): string {
  const shown = header.slice(0, 12).map((name) => JSON.stringify(clip(name, 40)));
  return `one of ${shown.join(", ")}${header.length > shown.length ? `, … (${header.length} columns)` : ""}`;
}

function readable(error: unknown, file: string, records: number, path: string): SourceError {
  if (error instanceof SourceError) return error;
  const {code, message} = error as CsvError & NodeJS.ErrnoException;
  const options = {cause: error};
  const row = records + 1;
  switch (code as string) {
    case "ENOENT":
      return new SourceError("missing file", {file, expected: path}, options);
    case "CSV_QUOTE_NOT_CLOSED":
      return new SourceError("a quoted cell is never closed", {file, row}, options);
    case "INVALID_OPENING_QUOTE":
    case "CSV_INVALID_CLOSING_QUOTE":
      return new SourceError(
        "a stray quote",
        {file, row, expected: "quotes around a whole cell, doubled inside"},
        options
      );
    case "CSV_MAX_RECORD_SIZE":
      return new SourceError("the record is too long", {file, row, expected: "a line end"}, options);
    default:
      return new SourceError(message, {file, row}, options);
  }
}
