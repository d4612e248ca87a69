import {parse} from "csv-parse/sync";
import fc from "fast-check";
import {parquetMetadata} from "hyparquet";
import {parquetWriteBuffer} from "hyparquet-writer";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readThrift} from "../../loaders/sources/parquet/compactThrift.js";
import {readPageHeader} from "../../loaders/sources/parquet/pageHeader.js";
import {readParquet} from "../../loaders/sources/parquet/readParquet.js";
import {checkDeltas, checkHybrid} from "../../loaders/sources/parquet/valueStreams.js";
import {valueText} from "../../loaders/sources/parquet/valueText.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import type {TabularOptions, TabularResult} from "../../loaders/sources/tabular.js";
import {root} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

/** Files that DuckDB has written, and its text of the same rows (test/reference/parquet/make.sql). */
const folder = join(root, "test/reference/parquet");
const files = ["v1-snappy", "v1-gzip", "v2-zstd", "v2-brotli", "v2-lz4"];

function read(file: string, options: TabularOptions = {}): Promise<TabularResult> {
  return readParquet(join(folder, file), {name: file, ...options});
}

async function readBytes(bytes: Uint8Array, options: TabularOptions = {}): Promise<TabularResult> {
  const path = join(temporaryFolder(), "raw.parquet");
  writeFileSync(path, bytes);
  return await readParquet(path, {name: "raw.parquet", ...options});
}

async function fault(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(SourceError);
  return (error as SourceError).message;
}

/** What the CSV has in the writing that all formats share. */
function canonical(name: string, cell: string): string {
  if (["age", "ratio", "dose", "wide"].includes(name)) return cell.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  if (["seen", "precise", "instant"].includes(name)) return cell.replace(" ", "T").replace(/\+00$/, "");
  return cell;
}

/** Two row groups, with dictionaries and nulls. */
function small(rows = 150): Buffer {
  const column = (value: (i: number) => unknown): unknown[] => Array.from({length: rows}, (_, i) => value(i));
  const optional = {repetition_type: "OPTIONAL"} as const;
  return Buffer.from(
    parquetWriteBuffer({
      rowGroupSize: 100,
      columnData: [
        {name: "id", data: column((i) => `P${i}`)},
        {name: "sex", data: column((i) => (i % 7 === 0 ? null : i % 2 === 0 ? "f" : "m"))},
        {name: "age", data: column((i) => (i % 11 === 0 ? null : i / 4))},
        {name: "day", data: column((i) => new Date(i * 86_400_000))}
      ],
      schema: [
        {name: "root", num_children: 4},
        {name: "id", type: "BYTE_ARRAY", converted_type: "UTF8", ...optional},
        {name: "sex", type: "BYTE_ARRAY", converted_type: "UTF8", ...optional},
        {name: "age", type: "DOUBLE", ...optional},
        {name: "day", type: "INT32", converted_type: "DATE", repetition_type: "REQUIRED"}
      ]
    })
  );
}

describe("readParquet(path, options)", () => {
  it.each(files)("reads every cell of %s as its text has it", async (file) => {
    const {table, rejects, records} = await read(`${file}.parquet`);
    const [header, ...rows]: string[][] = parse(readFileSync(join(folder, "rows.csv")));
    expect(table.columns).toEqual(header);
    expect([records, rejects]).toEqual([100, []]);
    for (const [i, name] of header.entries())
      expect([name, ...table.column(name)]).toEqual([name, ...rows.map((row) => canonical(name, row[i]))]);
  });

  it("reads row groups one after the other, and only the columns asked for", async () => {
    const {table} = await readBytes(small(), {columns: ["sex", "day"]});
    expect(table.rows).toBe(150);
    expect(table.column("sex").slice(98, 102)).toEqual(["", "m", "f", "m"]);
    expect(table.column("day")[149]).toBe("1970-05-30");
    expect(() => table.column("id")).toThrow("unknown column: id");
    expect(await fault(readBytes(small(), {columns: ["weight"]}))).toContain(
      'missing column, expected one of "id", "sex"'
    );
    expect((await readBytes(small(), {columns: ["weight", "id"], optional: new Set(["weight"])})).table.rows).toBe(150);
  });

  it("reads a file without rows", async () => {
    expect((await readBytes(small(0))).table.rows).toBe(0);
  });

  it("refuses a column of lists or structs where it is read", async () => {
    expect(await fault(read("nested.parquet"))).toBe(
      "nested.parquet: column tests: a column of lists or structs, expected one value a row"
    );
    expect((await read("nested.parquet", {columns: ["id"]})).table.column("id")).toEqual(["P0", "P1", "P2"]);
  });

  it("refuses a row with a NUL character", async () => {
    const bytes = parquetWriteBuffer({columnData: [{name: "id", data: ["a", "b\0", "c"]}]});
    const {table, rejects} = await readBytes(new Uint8Array(bytes));
    expect(table.column("id")).toEqual(["a", "c"]);
    expect(rejects).toMatchObject([{row: 2, reason: "NUL character"}]);
  });

  it("says so where there is no file, or none of the kind", async () => {
    expect(await fault(read("none.parquet"))).toContain("missing file");
    expect(await fault(readParquet(folder, {name: "folder"}))).toContain("folder: a folder, expected a file");
    expect(await fault(read("rows.csv"))).toBe("rows.csv: damaged Parquet file: the file does not end in PAR1");
    expect(await fault(readBytes(new Uint8Array(3)))).toContain("no Parquet file");
  });
});

describe("readParquet of damaged files", () => {
  it("ends at bytes that once were read for ever, and says where", async () => {
    const bytes = small();
    bytes[10] = 0x19;
    expect(await fault(readBytes(bytes))).toMatch(
      /^raw\.parquet: row 1: column id: damaged Parquet file: row group 1: /
    );
  });

  it("locates a fault by column, row group and row", async () => {
    const bytes = small();
    const {row_groups: groups} = parquetMetadata(new Uint8Array(bytes));
    bytes[Number(groups[1].columns[0].meta_data!.data_page_offset)] = 0xff;
    expect(await fault(readBytes(bytes))).toMatch(
      /^raw\.parquet: row 101: column id: damaged Parquet file: row group 2: /
    );
  });

  const sound = [small(), ...files.map((file) => readFileSync(join(folder, `${file}.parquet`)))];
  const damage = fc.record({
    file: fc.nat(sound.length - 1),
    changes: fc.array(fc.tuple(fc.double({min: 0, max: 0.9999, noNaN: true}), fc.nat(255)), {maxLength: 4}),
    cut: fc.option(fc.double({min: 0, max: 1, noNaN: true}), {freq: 4})
  });

  it("ends in a located fault, or in as many rows and rejects as there were", async () => {
    const path = join(temporaryFolder(), "damaged.parquet");
    await fc.assert(
      fc.asyncProperty(damage, async ({file, changes, cut}) => {
        const bytes = Buffer.from(sound[file]);
        for (const [at, byte] of changes) bytes[Math.floor(at * bytes.length)] = byte;
        writeFileSync(path, cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length)));
        try {
          const {table, rejects} = await readParquet(path, {name: "damaged.parquet"});
          expect(table.rows + rejects.length).toBe(file === 0 ? 150 : 100);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as SourceError).message).toMatch(/^damaged\.parquet: /);
        }
      }),
      {numRuns: 150}
    );
  });

  it("takes any bytes between the marks of a Parquet file for a fault", async () => {
    const path = join(temporaryFolder(), "random.parquet");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 80}), fc.nat(80), async (bytes, length) => {
        const tail = Buffer.alloc(4);
        tail.writeUInt32LE(Math.min(length, bytes.length));
        writeFileSync(path, Buffer.concat([Buffer.from("PAR1"), bytes, tail, Buffer.from("PAR1")]));
        expect(await fault(readParquet(path, {name: "random.parquet"}))).toMatch(/^random\.parquet: /);
      }),
      {numRuns: 200}
    );
  });
});

describe("what Parquet's bytes claim", () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  const whole = (...values: number[]) => ({bytes: bytes(...values), start: 0, end: values.length});

  it("is not believed of lengths, numbers and depth of a header", () => {
    // A list of 2^31 truth values, a text of 2^28 bytes, a number that never ends, structs without end.
    expect(() => readThrift(bytes(0x19, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07))).toThrow("inside a list");
    expect(() => readThrift(bytes(0x18, 0x80, 0x80, 0x80, 0x80, 0x01))).toThrow("inside a text");
    expect(() => readThrift(bytes(0x16, ...new Array<number>(40).fill(0xff)))).toThrow("more than ten bytes");
    expect(() => readThrift(new Uint8Array(10_000).fill(0x1c))).toThrow("nested too deep");
    expect(() => readThrift(new Uint8Array(10_000).fill(0x19))).toThrow(/nested too deep|inside a list/);
    expect(() => readThrift(bytes(0x1b))).toThrow("unknown type of a field: 11");
  });

  it("is not believed of the size of a page", () => {
    // Kind 0, 10 bytes, compressed to -5, and the header of a data page with 3 values.
    const page = (compressed: number): Uint8Array =>
      bytes(0x15, 0, 0x15, 20, 0x15, compressed, 0x2c, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0);
    expect(readPageHeader(page(20), 100).header).toMatchObject({
      kind: "data",
      compressed: 10,
      values: 3,
      levels: "RLE"
    });
    expect(() => readPageHeader(page(9), 100)).toThrow("compressed bytes of a page: -5");
    expect(() => readPageHeader(page(20), 20)).toThrow("compressed bytes of a page: 10");
  });

  it("is not believed of runs", () => {
    expect(() => checkHybrid(whole(8, 1), 1, 4, 2)).not.toThrow();
    expect(() => checkHybrid(whole(0xfe, 0xff, 0xff, 0xff, 0x07, 1), 1, 4, 2)).toThrow("a run does not fit");
    expect(() => checkHybrid(whole(0, 0, 0, 0), 1, 4, 2)).toThrow("a run does not fit");
    expect(() => checkHybrid(whole(8, 3), 1, 4, 2)).toThrow("a value out of range: 3");
    expect(() => checkHybrid(whole(0xff, 0xff, 0xff, 0xff, 0x07), 0, 4, 2)).toThrow("packed values do not fit");
    expect(() => checkHybrid(whole(5, 1), 1, 16, 2)).toThrow("a run leaves the page");
    expect(() => checkHybrid(whole(), 1, 1, 2)).toThrow("the page ends inside its values");
  });

  it("is not believed of differences", () => {
    // Blocks of 128 in 4 parts, 3 values.
    expect(checkDeltas(whole(0x80, 1, 4, 3, 2, 0, 0, 0, 0, 0), 32, 3)).toBe(10);
    expect(() => checkDeltas(whole(0x80, 1, 0, 3, 2, 0, 0, 0, 0, 0), 32, 3)).toThrow("in blocks of 128 in 0");
    expect(() => checkDeltas(whole(0x80, 1, 4, 9, 2, 0, 0, 0, 0, 0), 32, 3)).toThrow("9 differences for 3 values");
    expect(() => checkDeltas(whole(0x80, 1, 4, 3, 2, 0, 33, 0, 0, 0), 32, 3)).toThrow("differences of 33 bits");
    expect(() => checkDeltas(whole(0x80, 1, 4, 3, 2, 0, 8, 0, 0, 0), 32, 3)).toThrow("differences leave the page");
  });

  it("becomes a text that nobody takes for a moment where it is none", () => {
    const date = valueText({name: "d", type: "INT32", repetition_type: "REQUIRED", converted_type: "DATE"})!;
    expect([date(0), date(-719_162), date(20_140_102)]).toEqual(["1970-01-01", "0001-01-01", "20140102 from 1970"]);
  });
});
