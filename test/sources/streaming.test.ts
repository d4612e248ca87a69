import type * as Fs from "node:fs";
import {statSync} from "node:fs";
import {join} from "node:path";
import {afterEach, describe, expect, it, vi} from "vitest";
import {bigKinds, keptColumns, writeBigFile} from "../../bench/lib/bigFiles.js";
import type * as FileParts from "../../loaders/sources/parquet/fileParts.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {RecordCollector} from "../../loaders/sources/recordCollector.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

/** Bytes read so far, by whichever way a reader has. */
const pulled = vi.hoisted(() => ({bytes: 0}));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof Fs>();
  return {
    ...fs,
    createReadStream: (...args: Parameters<typeof fs.createReadStream>) => {
      const stream = fs.createReadStream(...args);
      const push = stream.push.bind(stream);
      stream.push = (chunk: Buffer | null, ...rest) => {
        pulled.bytes += chunk?.length ?? 0;
        return push(chunk, ...rest);
      };
      return stream;
    }
  };
});

vi.mock("../../loaders/sources/parquet/fileParts.js", async (original) => {
  const {openParts} = await original<typeof FileParts>();
  return {
    openParts: async (...args: Parameters<typeof openParts>) => {
      const parts = await openParts(...args);
      const read: typeof parts.read = (start, end) => {
        pulled.bytes += end - start;
        return parts.read(start, end);
      };
      return {...parts, read};
    }
  };
});

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
    let taken = -1;
    let most = 0;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the collector below
    const add = RecordCollector.prototype.add;
    vi.spyOn(RecordCollector.prototype, "add").mockImplementation(function (this: RecordCollector, record) {
      most = Math.max(most, pulled.bytes - perRow * Math.max(0, taken));
      ++taken;
      add.call(this, record);
    });
    pulled.bytes = 0;
    // Of Parquet, columns that are not kept are not read at all.
    const options = kind === "parquet" ? {} : {columns: keptColumns[kind]};
    const format = formatSchema.parse(formats[kind]);
    const {table} = await readRaw(() => path, {file: "large", format}, options);
    expect([table.rows, taken]).toEqual([rows, rows]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(ahead);
  });
});
