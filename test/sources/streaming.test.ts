import {ReadStream, statSync} from "node:fs";
import type {FileHandle} from "node:fs/promises";
import {open} from "node:fs/promises";
import {join} from "node:path";
import {Readable} from "node:stream";
import {afterEach, describe, expect, it, vi} from "vitest";
import {bigKinds, keptColumns, writeBigFile} from "../../bench/lib/bigFiles.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {RecordCollector} from "../../loaders/sources/recordCollector.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

/** Counts the bytes that are read of files, by a stream or by parts. */
async function countedBytes(path: string): Promise<{readonly bytes: number}> {
  const counted = {bytes: 0};
  /* eslint-disable @typescript-eslint/unbound-method -- called with their own objects below */
  const {push} = Readable.prototype;
  vi.spyOn(Readable.prototype, "push").mockImplementation(function (this: Readable, chunk: unknown, encoding) {
    if (this instanceof ReadStream && Buffer.isBuffer(chunk)) counted.bytes += chunk.length;
    return push.call(this, chunk, encoding);
  });
  const handle = await open(path);
  const handles = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const read = handles.read as (...args: unknown[]) => Promise<{bytesRead: number}>;
  vi.spyOn(handles, "read").mockImplementation(async function (this: FileHandle, ...args: unknown[]) {
    const done = await read.apply(this, args);
    counted.bytes += done.bytesRead;
    return done;
  } as FileHandle["read"]);
  /* eslint-enable */
  return counted;
}

afterEach(() => vi.restoreAllMocks());

/** Bytes that a reader may be ahead of the rows it has handed over: some chunks, or a page of each column. */
const ahead = 1e6;
const size = 2.5e6;

const formats = {
  tabular: {delimiter: ","},
  xpt: {kind: "xpt"},
  "dataset-json": {kind: "dataset-json"},
  "dataset-ndjson": {kind: "dataset-ndjson"},
  cbioportal: {kind: "cbioportal", data: "table"},
  omop: {kind: "omop", table: "measurement"},
  parquet: {kind: "parquet"}
};

describe("a large file", () => {
  it.each(bigKinds)("of kind %s is read no further than its rows are taken", async (kind) => {
    const path = join(temporaryFolder(), "large");
    const rows = await writeBigFile(kind, path, size);
    const perRow = statSync(path).size / rows;
    const pulled = await countedBytes(path);
    let taken = -1;
    let most = 0;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the collector below
    const add = RecordCollector.prototype.add;
    vi.spyOn(RecordCollector.prototype, "add").mockImplementation(function (this: RecordCollector, record) {
      most = Math.max(most, pulled.bytes - perRow * Math.max(0, taken));
      ++taken;
      add.call(this, record);
    });
    // Of Parquet, columns that are not kept are not read at all.
    const options = kind === "parquet" ? {} : {columns: keptColumns[kind]};
    const format = formatSchema.parse(formats[kind]);
    const {table} = await readRaw(() => path, {file: "large", format}, options);
    expect([table.rows, taken]).toEqual([rows, rows]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(ahead);
  });
});
