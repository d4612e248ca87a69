import {type CsvError, parse, type Parser} from "csv-parse";
import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {finished} from "node:stream/promises";
import {decodeStrict} from "./decodeStrict.js";
import type {RawReject, RawTable} from "./rawTable.js";
import {RecordCollector} from "./recordCollector.js";
import {skipLines} from "./skipLines.js";
import {SourceError} from "./sourceError.js";
import {checkLineEnd, lineEnds, type TabularFormat} from "./tabularFormat.js";

/** What to keep of a file and how large a record may be. */
export interface TabularOptions {
  /** Name of the file in messages; its path if not given. */
  readonly name?: string;
  /** Columns to keep; all if not given. Every one of them must exist, once. */
  readonly columns?: readonly string[];
  /** Those of the columns that need not exist; one that does not is not kept. */
  readonly optional?: ReadonlySet<string>;
  /** Only the rows with one of these cells in a column that is kept, white space around it aside; all if not given. */
  readonly only?: {readonly column: string; readonly values: ReadonlySet<string>};
  /** Longest record in bytes of UTF-8; a longer one is refused, so that a file without line ends cannot fill the memory. */
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

/** Some rows of a file: the cells of each column that is kept, as written. */
export interface TabularBatch {
  readonly rows: number;
  readonly cells: readonly (readonly string[])[];
  /** Position of a row in the file, as {@link RawTable.recordNumber} counts. */
  readonly placeOf: (row: number) => number;
  /** Records refused since the batch before. */
  readonly malformed: readonly RawReject[];
}

/** Records that make a batch, at least; what was read of the file with them is added. */
const batchRecords = 10_000;

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
  options: TabularOptions = {}
): Promise<TabularResult> {
  const hash = createHash("sha256");
  let bytes = 0;
  const collector = collectorOf(path, format, options);
  const parts = collected(path, format, options, collector, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  while (!(await parts.next()).done);
  return {...collector.finish(), bytes, sha256: hash.digest("hex")};
}

/**
 * As {@link readTabular}, but gives out the rows a batch at a time and keeps none. Batches with neither rows nor refused
 * records are left out.
 *
 * @throws {SourceError} as `readTabular`, after the batches before the fault
 */
export async function* tabularBatches(
  path: string,
  format: TabularFormat,
  options: TabularOptions = {}
): AsyncGenerator<TabularBatch> {
  const collector = collectorOf(path, format, options);
  let taken = 0;
  const parts = collected(path, format, options, collector, () => undefined);
  while (!(await parts.next()).done) {
    if (collector.records - taken < batchRecords) continue;
    taken = collector.records;
    yield collector.take();
  }
  collector.finish();
  if (collector.records > taken) yield collector.take();
}

function collectorOf(path: string, format: TabularFormat, {name = path, columns, optional, only}: TabularOptions) {
  return new RecordCollector(name, format, columns, optional, only);
}

/** Feeds a file to a collector, and stops after each part of it. */
async function* collected(
  path: string,
  format: TabularFormat,
  {name: file = path, maxRecord = 1 << 20}: TabularOptions,
  collector: RecordCollector,
  onChunk: (chunk: Buffer) => void
): AsyncGenerator<void> {
  const {encoding, lineEnd, header, comment} = format;
  async function* raw() {
    for await (const chunk of createReadStream(path, {highWaterMark: 1 << 18}) as AsyncIterable<Buffer>) {
      onChunk(chunk);
      yield chunk;
    }
  }
  async function* text() {
    let beginning = true;
    for await (const part of decodeStrict(file, encoding, raw())) {
      if (beginning) checkLineEnd(file, lineEnd, part);
      beginning = false;
      yield part;
    }
  }
  const parser = recordParser(format, maxRecord, (record) => collector.add(record));
  const preamble = {lines: header - 1, lineEnd: lineEnds[lineEnd], comment, maxLine: maxRecord};
  try {
    for await (const part of skipLines(file, preamble, text())) {
      collector.holdsNul ||= part.includes("\0");
      await feed(parser, part);
      yield;
    }
    await finish(parser);
  } catch (error) {
    if (error instanceof SourceError && error.fault.startsWith("undecodable")) {
      throw await atRecord(error, parser, collector);
    }
    throw readable(error, file, collector.current, path);
  } finally {
    parser.destroy();
  }
}

/** A parser that hands over each record while it is written to, so that at a fault the records before it are known. */
function recordParser(format: TabularFormat, maxRecord: number, onRecord: (record: string[]) => void): Parser {
  const parser = parse({
    delimiter: format.delimiter,
    record_delimiter: lineEnds[format.lineEnd],
    quote: format.quote,
    comment: format.comment ?? null,
    comment_no_infix: true,
    relax_column_count: true,
    max_record_size: maxRecord,
    on_record: (record: string[]) => {
      onRecord(record);
      return null;
    }
  });
  // Faults are told to whoever writes; an unheard event would end the process.
  parser.on("error", () => undefined);
  return parser.resume();
}

function feed(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function finish(parser: Parser): Promise<void> {
  const done = finished(parser);
  parser.end();
  await done;
}

/** Adds the record to an undecodable byte: the one in which a character in the byte's stead would stand. */
async function atRecord(error: SourceError, parser: Parser, collector: RecordCollector): Promise<SourceError> {
  let row: number | undefined;
  try {
    await feed(parser, "\ufffd");
    await finish(parser);
    row = collector.records;
  } catch {
    row = collector.current;
  }
  return row === undefined || row === 0 ? error : error.atRow(row);
}

function readable(error: unknown, file: string, row: number | undefined, path: string): SourceError {
  if (error instanceof SourceError) return error;
  const {code, message} = error as CsvError & NodeJS.ErrnoException;
  const options = {cause: error};
  switch (code as string) {
    case "ENOENT":
      return new SourceError("missing file", {file, expected: path}, options);
    case "EISDIR":
      return new SourceError("a folder", {file, expected: "a file"}, options);
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
