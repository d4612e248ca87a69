import fc from "fast-check";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {canonicalOmop} from "../../loaders/sources/omop/canonicalOmop.js";
import type {OmopOptions, OmopResult} from "../../loaders/sources/omop/readOmop.js";
import {readOmop} from "../../loaders/sources/omop/readOmop.js";
import {tableFile} from "../../loaders/sources/omop/tableFiles.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import type {FileFormat} from "../../loaders/study/formatSchema.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {csvTables} from "../../loaders/sources/omop/csvTables.js";
import {parquetBytes, wholeTable} from "../support/omopParquet.js";

const scratch = mkdtempSync(join(tmpdir(), "hemiola-omop-"));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));
let written = 0;

function file(content: string | Uint8Array): string {
  const path = join(scratch, `file${++written}`);
  writeFileSync(path, content);
  return path;
}

type OmopFormat = Extract<FileFormat, {readonly kind: "omop"}>;
const formatOf = (declared: object = {}): OmopFormat => formatSchema.parse({kind: "omop", ...declared}) as OmopFormat;

const read = (content: string | Uint8Array, options: OmopOptions = {}, declared = {}): Promise<OmopResult> =>
  readOmop(file(content), formatOf(declared), {name: "measurement", ...options});

const measurements = [
  "MEASUREMENT_ID,Person_Id,measurement_concept_id,measurement_date,measurement_type_concept_id,value_as_number,note",
  '12,3,3000963,2001-02-03,32817,9.50,"a, b"',
  '7,3,3000905,2001-02-04 00:00:00,32817,"",""',
  "9,4,,20010205,32817,1e1,",
  ""
].join("\n");

const cellsOf = ({table}: OmopResult, ...names: string[]): readonly string[][] =>
  names.map((name) => [...table.column(name)]);

describe("a table of the common data model", () => {
  it("has columns in lower case in the order of the model, and rows in the order of the key", async () => {
    const result = await read(measurements);
    expect(result.table.columns).toEqual([
      ...["measurement_id", "person_id", "measurement_concept_id", "measurement_date", "measurement_type_concept_id"],
      ...["value_as_number", "note"]
    ]);
    expect(cellsOf(result, "measurement_id", "measurement_date", "value_as_number", "note")).toEqual([
      ["7", "9", "12"],
      ["2001-02-04", "2001-02-05", "2001-02-03"],
      ["", "10", "9.5"],
      ["", "", "a, b"]
    ]);
    expect(result.records).toBe(3);
    expect([0, 1, 2].map((row) => result.table.recordNumber(row))).toEqual([1, 2, 3]);
  });

  it("is the same from Parquet, compressed or not", async () => {
    const whole = await wholeTable(
      csvTables(() => file(measurements), formatOf()),
      "measurement"
    );
    const dates = whole.columns.find(({name}) => name === "measurement_date")!;
    dates.cells.splice(0, 3, "2001-02-03", "2001-02-04", "2001-02-05");
    const expected = await read(measurements);
    for (const codec of ["SNAPPY", "UNCOMPRESSED"] as const) {
      const result = await read(parquetBytes(whole, codec));
      expect(result.table.columns).toEqual(expected.table.columns);
      expect(cellsOf(result, ...result.table.columns)).toEqual(cellsOf(expected, ...expected.table.columns));
      expect(result.notes).toEqual(expected.notes);
    }
  });

  it("takes declared tokens for null, and counts nulls and fields that the model requires", async () => {
    const text =
      "person_id\tgender_concept_id\tyear_of_birth\trace_concept_id\n1\t8507\t(null)\t(null)\n2\t8532\t1950\t\n";
    const result = await read(text, {name: "person"}, {delimiter: "tab", nulls: ["(null)"]});
    expect(cellsOf(result, "year_of_birth", "race_concept_id")).toEqual([
      ["", "1950"],
      ["", ""]
    ]);
    const found = result.notes
      .filter(({n}) => n > 0)
      .map(({rule, n, checked, description}) => [rule, n, checked, description]);
    expect(found).toEqual([
      [
        "omop_field_missing",
        1,
        5,
        "Fields that the model requires of person and the table has not: ethnicity_concept_id"
      ],
      ["omop_required_null", 1, 2, "year_of_birth: null, although the model requires a value"],
      ["omop_required_null", 2, 2, "race_concept_id: null, although the model requires a value"]
    ]);
  });

  it("names concepts by their sets, and counts those in none", async () => {
    const columns = ["measurement_concept_set", "value_as_number"];
    const result = await read(measurements, {columns, conceptSets: {haemoglobin: ["3000963", "1"]}});
    expect(cellsOf(result, ...columns)).toEqual([
      ["", "", "haemoglobin"],
      ["", "10", "9.5"]
    ]);
    expect(result.unlisted).toEqual([{column: "measurement_concept_id", concept: "3000905", n: 1}]);
  });

  it("refuses rows with a cell of another type, a key used before, or another number of cells", async () => {
    const lines = ["person_id,death_date", "1,2001-02-30", "x,2001-02-03", "3,2001-02-03", "3,2001-02-04", "4", "5,"];
    const result = await read(`${lines.join("\n")}\n`, {name: "death"});
    expect(cellsOf(result, "person_id", "death_date")).toEqual([
      ["3", "5"],
      ["2001-02-03", ""]
    ]);
    expect(result.rejects.map(({row, column, reason}) => [row, column, reason])).toEqual([
      [5, null, "1 cell"],
      [1, "death_date", "not a date as yyyy-MM-dd: death_date"],
      [2, "person_id", "not a whole number: person_id"],
      [2, "person_id", "duplicate key"]
    ]);
    expect(result.records).toBe(6);
    expect([0, 1].map((row) => result.table.recordNumber(row))).toEqual([1, 3]);
  });

  it.each([
    ["", "measurement: empty file, expected a header"],
    [
      "person_id,note\n1,x\n",
      'measurement: column measurement_id: missing column, expected one of "person_id", "note"'
    ],
    ["measurement_id,a,A\n1,x,y\n", "measurement: column a: column stands twice in the header"],
    ["measurement_id;a\r\n1;2\r\n", "measurement: column measurement_id: missing column"],
    [Buffer.from("PAR1 and no more"), "measurement: damaged Parquet file:"]
  ])("is refused whole where it cannot be read: %j", async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it("is a table that the model has", async () => {
    await expect(readOmop(file("a,b\n"), formatOf(), {name: "cost"})).rejects.toThrow("cost: unknown table: cost");
    await expect(readOmop(join(scratch, "none"), formatOf(), {name: "death"})).rejects.toThrow("death: missing file");
  });
});

describe("the file of a table", () => {
  it("is found in any letter case, and has to be the only one", () => {
    const folder = mkdtempSync(join(scratch, "folder"));
    for (const name of ["PERSON.CSV", "Death.Parquet", "death.csv"]) writeFileSync(join(folder, name), "");
    expect(tableFile(folder, "person", undefined)).toBe(join(folder, "PERSON.CSV"));
    expect(tableFile(folder, "specimen", undefined, false)).toBeUndefined();
    expect(tableFile(folder, "death", "death.csv")).toBe(join(folder, "death.csv"));
    expect(() => tableFile(folder, "death", undefined)).toThrow(
      "death: several files: Death.Parquet, death.csv, expected one"
    );
    expect(() => tableFile(folder, "specimen", undefined)).toThrow(
      "specimen: missing file, expected one of specimen.csv"
    );
    expect(() => tableFile(folder, "death", "other.csv")).toThrow("death: missing file");
  });
});

describe("canonicalOmop", () => {
  it.each([
    ["+007", "integer", "7"],
    ["-0", "integer", "0"],
    [9007199254740993n, "integer", "9007199254740993"],
    ["12.0", "integer", "12"],
    ["12.5", "integer", null],
    ["48.10", "float", "48.1"],
    ["-0.0", "float", "0"],
    ["Infinity", "float", null],
    ["0x10", "float", null],
    [new Date("2020-02-29T00:00:00Z"), "date", "2020-02-29"],
    ["2021-02-29", "date", null],
    ["2020-02-29 12:00:00", "date", null],
    ["2020-02-29T12:00:00.123+00:00", "datetime", "2020-02-29 12:00:00"],
    ["2020-02-29", "datetime", "2020-02-29 00:00:00"],
    [new Date(Number.NaN), "datetime", null],
    ["a\0b", "text", null],
    [" a ", "text", " a "],
    [{}, "text", null],
    [null, "integer", ""]
  ] as const)("of %s as %s", (value, type, expected) => {
    expect(canonicalOmop(value, type)).toBe(expected);
  });
});

describe("damaged files", () => {
  const path = file("");
  /** Reads bytes; whatever they are, the rows add up, or a fault names the file. */
  async function endsWell(bytes: Uint8Array): Promise<void> {
    writeFileSync(path, bytes);
    try {
      const {table, rejects, records} = await readOmop(path, formatOf(), {name: "measurement"});
      expect(table.rows + rejects.length).toBe(records);
      for (const name of table.columns) expect(table.column(name)).toHaveLength(table.rows);
    } catch (error) {
      expect(error).toBeInstanceOf(SourceError);
      expect((error as Error).message).toMatch(/^measurement: /u);
    }
  }

  it("of text end in a located fault, or in rows and rejects that add up", async () => {
    const content = Buffer.from(measurements);
    const changed = fc.tuple(fc.nat(content.length), fc.array(fc.tuple(fc.nat(), fc.nat(255)), {maxLength: 4}));
    await fc.assert(
      fc.asyncProperty(changed, async ([end, changes]) => {
        const bytes = Buffer.from(content.subarray(0, end));
        for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        await endsWell(bytes);
      }),
      {numRuns: 200}
    );
  });

  it("of Parquet that are cut, or hold no more than random bytes, end in a located fault", async () => {
    const whole = await wholeTable(
      csvTables(() => file(measurements), formatOf()),
      "measurement"
    );
    whole.columns.find(({name}) => name === "measurement_date")!.cells.fill("2001-02-03");
    const content = Buffer.from(parquetBytes(whole));
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.uint8Array({maxLength: 64}), async (end, bytes) => {
        const cut = content.subarray(0, Math.max(end, 4));
        await expect(read(cut)).rejects.toThrow(/^measurement: damaged Parquet file/u);
        await expect(read(Buffer.concat([Buffer.from("PAR1"), bytes]))).rejects.toThrow(
          /^measurement: damaged Parquet/u
        );
      }),
      {numRuns: 100}
    );
  });
});

describe("delimited text", () => {
  it("is given out a batch at a time, rows counted as they stand in the file", async () => {
    const rows = 60_000;
    const records = Array.from({length: rows}, (_, i) => (i % 20_000 === 7 ? "short" : `${rows - i},${i % 9}`));
    const path = file(["measurement_id,person_id", ...records, ""].join("\n"));
    const batches = [];
    for await (const batch of csvTables(() => path, formatOf()).rows("measurement", ["person_id", "measurement_id"]))
      batches.push(batch);
    expect(batches.length).toBeGreaterThan(2);
    const refused = batches.flatMap(({malformed = []}) => malformed.map(({row}) => row));
    expect(refused).toEqual([8, 20_008, 40_008]);
    const places = batches.flatMap(({rows, placeOf}) => Array.from({length: rows}, (_, row) => placeOf?.(row)));
    const ids = batches.flatMap(({cells}) => cells[1]);
    expect(places.length + refused.length).toBe(rows);
    expect(ids).toEqual(places.map((place) => String(rows + 1 - (place ?? 0))));
  });
});
