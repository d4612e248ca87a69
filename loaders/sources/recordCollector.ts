import type {RawReject, RawTable} from "./rawTable.js";
import {SharedTexts} from "./sharedTexts.js";
import {clip, SourceError} from "./sourceError.js";
import type {TabularBatch} from "./tabular.js";
import {checkDelimiter, type TabularFormat} from "./tabularFormat.js";

/** A wanted column. */
interface KeptColumn {
  readonly index: number;
  cells: string[];
  readonly texts: SharedTexts;
}

/** Takes a file's records one by one and keeps the wanted columns of those that fit the header. */
export class RecordCollector {
  /** Data records so far, refused ones included. */
  records = 0;
  /** Set where the text holds a NUL character, so that only then every cell is searched for it. */
  holdsNul = false;
  private header: readonly string[] | undefined;
  private readonly kept: KeptColumn[] = [];
  private readonly columnOf = new Map<string, KeptColumn>();
  private rows = 0;
  /** Usable records and refused ones that {@link take} has given out. */
  private taken = 0;
  private takenRejects = 0;
  /** By how much the number of a usable record is ahead of its place, wherever that changes. */
  private readonly jumps: {readonly from: number; readonly by: number}[] = [];
  private readonly rejects: RawReject[] = [];

  constructor(
    private readonly file: string,
    private readonly format: TabularFormat,
    private readonly wanted: readonly string[] | undefined,
    private readonly optional: ReadonlySet<string> = new Set(),
    private readonly only?: {readonly column: string; readonly values: ReadonlySet<string>}
  ) {}

  /** Number of the record under way; undefined while it is the header. */
  get current(): number | undefined {
    return this.header === undefined ? undefined : this.records + 1;
  }

  /**
   * Takes the header, then data records. A blank line is no record, unless the file has one column only.
   *
   * @throws {SourceError} on an unusable header
   */
  add(record: readonly string[]): void {
    const blank = record.length === 1 && record[0] === "";
    if (this.header === undefined) {
      if (!blank) this.begin(record);
      return;
    }
    if (blank && this.header.length > 1) return;
    const row = ++this.records;
    if (record.length !== this.header.length) {
      const reason = `${record.length} ${record.length === 1 ? "cell" : "cells"}`;
      this.reject(row, record.join(this.format.delimiter), reason, `${this.header.length} cells`);
      return;
    }
    const nul = this.holdsNul ? record.find((cell) => cell.includes("\0")) : undefined;
    if (nul !== undefined) {
      this.reject(row, nul.replaceAll("\0", "\u2400"), "NUL character", "text");
      return;
    }
    if (this.only && !this.only.values.has(record[this.header.indexOf(this.only.column)].trim())) return;
    for (const column of this.kept) column.cells.push(column.texts.of(record[column.index]));
    const by = row - this.rows;
    if (by !== this.jumps.at(-1)?.by) this.jumps.push({from: this.rows, by});
    ++this.rows;
  }

  /** Takes a data record that cannot be used; `column` and `value` say where the fault is, if it has a place. */
  refuse(reason: string, expected: string, column: string | null, value: string | null): void {
    const row = ++this.records;
    this.rejects.push({file: this.file, row, column, value: value === null ? null : clip(value), reason, expected});
  }

  /** Gives out the rows and the refused records since it was called last, of whose cells none are kept. */
  take(): TabularBatch {
    const {jumps, taken} = this;
    const cells = this.kept.map(({cells}) => cells);
    const malformed = this.rejects.slice(this.takenRejects);
    for (const column of this.kept) column.cells = [];
    this.taken = this.rows;
    this.takenRejects = this.rejects.length;
    const placeOf = (row: number): number => taken + row + aheadAt(jumps, taken + row);
    return {rows: this.rows - taken, cells, placeOf, malformed};
  }

  /** @throws {SourceError} if there was no header */
  finish(): {table: RawTable; rejects: readonly RawReject[]; records: number} {
    const {file, header, columnOf, rows, jumps} = this;
    if (header === undefined) throw new SourceError("empty file", {file, expected: "a header"});
    const table: RawTable = {
      file,
      columns: header,
      rows,
      column(name) {
        const cells = columnOf.get(name)?.cells;
        if (cells === undefined) throw new RangeError(`unknown column: ${name}`);
        return cells;
      },
      recordNumber: (index) => index + aheadAt(jumps, index)
    };
    return {table, rejects: this.rejects, records: this.records};
  }

  private begin(header: readonly string[]): void {
    const {file, format, wanted = header} = this;
    if (header.some((name) => name.includes("\0"))) {
      throw new SourceError("NUL characters in the header", {file, expected: `encoding ${format.encoding}`});
    }
    checkDelimiter(file, format.delimiter, header);
    for (const name of new Set(wanted)) {
      const index = header.indexOf(name);
      if (index < 0 && this.optional.has(name)) continue;
      if (index < 0) throw new SourceError("missing column", {file, column: name, expected: list(header)});
      if (header.includes(name, index + 1)) {
        throw new SourceError("column stands twice in the header", {file, column: name});
      }
      const column: KeptColumn = {index, cells: [], texts: new SharedTexts()};
      this.kept.push(column);
      this.columnOf.set(name, column);
    }
    this.header = header;
  }

  private reject(row: number, value: string, reason: string, expected: string): void {
    this.rejects.push({file: this.file, row, column: null, value: clip(value), reason, expected});
  }
}

/** By how much the number of the usable record at the index is ahead of it. */
function aheadAt(jumps: readonly {readonly from: number; readonly by: number}[], index: number): number {
  let [low, high] = [0, jumps.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (jumps[middle].from <= index) low = middle;
    else high = middle;
  }
  return jumps[low].by;
}

function list(header: readonly string[]): string {
  const shown = header.slice(0, 12).map((name) => JSON.stringify(clip(name, 40)));
  return `one of ${shown.join(", ")}${header.length > shown.length ? `, … (${header.length} columns)` : ""}`;
}
