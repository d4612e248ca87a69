import fc from "fast-check";
import {createHash} from "node:crypto";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {canonicalNumber} from "../../loaders/sources/dataset/canonicalCell.js";
import type {DatasetOptions} from "../../loaders/sources/dataset/datasetOptions.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import type {XptFormat} from "../../loaders/sources/xpt/readXpt.js";
import {readXpt} from "../../loaders/sources/xpt/readXpt.js";
import {suiteFile} from "../support/suiteFile.js";
import type {XptDataset} from "../support/xptWriter.js";
import {xptFile} from "../support/xptWriter.js";

const path = suiteFile("raw.xpt");

async function read(content: Buffer, format: Partial<XptFormat> = {}, options: DatasetOptions = {}) {
  writeFileSync(path, content);
  return await readXpt(path, {encoding: "utf-8", specialMissing: "blank", ...format}, {name: "raw.xpt", ...options});
}

function cells({table}: Awaited<ReturnType<typeof read>>): Record<string, readonly string[]> {
  return Object.fromEntries(table.columns.map((name) => [name, table.column(name)]));
}

const adsl: XptDataset = {
  name: "ADSL",
  label: "Subject-Level Analysis Dataset",
  columns: [
    {name: "USUBJID", label: "Unique Subject Identifier", kind: "text", length: 11, values: ["01-701-1", "01-701-2"]},
    {name: "AGE", label: "Age", kind: "number", values: [63, null]},
    {name: "TRTSDT", kind: "number", format: "DATE", values: [19_725, ".A"]}
  ]
};
const other: XptDataset = {name: "ADTTE", columns: [{name: "AVAL", kind: "number", values: [1, -2.5, 0.1]}]};

describe("readXpt(path, format, options)", () => {
  it.each([5, 8] as const)("reads numbers, texts and dates of version %d, with labels", async (version) => {
    const content = xptFile([adsl], {version});
    const result = await read(content);
    expect(cells(result)).toEqual({USUBJID: ["01-701-1", "01-701-2"], AGE: ["63", ""], TRTSDT: ["2014-01-02", ""]});
    expect(result.records).toBe(2);
    expect(result.bytes).toBe(content.length);
    expect(result.sha256).toBe(createHash("sha256").update(content).digest("hex"));
    expect(result.table.info?.label).toBe("Subject-Level Analysis Dataset");
    expect(result.table.info?.columns.get("TRTSDT")).toEqual({label: "", kind: "number", format: "DATE"});
    expect(result.table.recordNumber(1)).toBe(2);
  });

  it("keeps the names of special missing values where the mapping asks for them", async () => {
    expect(cells(await read(xptFile([adsl]), {specialMissing: "keep"})).TRTSDT).toEqual(["2014-01-02", ".A"]);
  });

  it("keeps only the columns asked for", async () => {
    const {table} = await read(xptFile([adsl]), {}, {columns: ["AGE"]});
    expect(table.column("AGE")).toEqual(["63", ""]);
    expect(() => table.column("TRTSDT")).toThrow("unknown column: TRTSDT");
    await expect(read(xptFile([adsl]), {}, {columns: ["WBC"]})).rejects.toThrow(
      'raw.xpt: column WBC: missing column, expected one of "USUBJID", "AGE", "TRTSDT"'
    );
  });

  it("reads long names, labels and formats of version 8 and 9", async () => {
    const label = "A label of far more than forty characters, as version 8 allows";
    const name = "A_NAME_OF_MORE_THAN_8_CHARACTERS";
    const dataset = (format: string): XptDataset => ({
      name: "A_LONG_NAME_OF_A_DATASET",
      columns: [
        {name: "ID", kind: "text", length: 2, values: ["a"]},
        {name, label, kind: "number", format, values: [86_399.5]}
      ]
    });
    for (const format of ["E8601DT", "E8601DT19.1"]) {
      const {table} = await read(xptFile([dataset(format)], {version: 8}));
      expect(table.columns).toEqual(["ID", name]);
      expect(table.info?.name).toBe("A_LONG_NAME_OF_A_DATASET");
      expect(table.info?.columns.get(name)?.label).toBe(label);
      expect(table.column(name)).toEqual(["1960-01-01T23:59:59.5"]);
    }
  });

  it("reads the member that is named, and refuses to choose between several", async () => {
    const content = xptFile([adsl, other]);
    expect(cells(await read(content, {member: "ADTTE"}))).toEqual({AVAL: ["1", "-2.5", "0.1"]});
    expect((await read(content, {member: "ADSL"})).records).toBe(2);
    await expect(read(content)).rejects.toThrow('raw.xpt: several members: "ADSL", "ADTTE"');
    await expect(read(content, {member: "ADLB"})).rejects.toThrow(
      "raw.xpt: no member ADLB, expected one of ADSL, ADTTE"
    );
  });

  it("takes blanks that fill the last record for no observations, but counts those before and those declared", async () => {
    const short = (values: string[]): XptDataset => ({
      name: "X",
      columns: [{name: "A", kind: "text", length: 8, values}]
    });
    expect((await read(xptFile([short(["a", "", "b"])]))).records).toBe(3);
    const many = Array.from({length: 25}, (_, i) => (i === 0 ? "a" : ""));
    expect((await read(xptFile([short(many)]))).records).toBe(21);
    expect((await read(xptFile([short(many)], {version: 8}))).records).toBe(25);
    expect((await read(xptFile([short(many)], {version: 8, counted: false}))).records).toBe(21);
    expect((await read(xptFile([short([])]))).records).toBe(0);
  });

  it("decodes text as declared and locates text that does not fit", async () => {
    const content = xptFile([{name: "X", columns: [{name: "A", kind: "text", length: 8, values: ["ok", "Grün"]}]}], {
      encoding: "latin1"
    });
    expect((await read(content, {encoding: "iso-8859-1"})).table.column("A")).toEqual(["ok", "Grün"]);
    await expect(read(content)).rejects.toThrow('raw.xpt: row 2: column A: "Gr\u00fcn": undecodable text');
  });

  it("refuses a record with a NUL character inside a text, not one padded with them", async () => {
    const {table, rejects} = await read(
      xptFile([{name: "X", columns: [{name: "A", kind: "text", length: 3, values: ["a\0b", "c\0\0"]}]}])
    );
    expect(table.column("A")).toEqual(["c"]);
    expect(rejects.map(({row, reason}) => [row, reason])).toEqual([[1, "NUL character"]]);
  });

  it.each<[string, Buffer, string]>([
    ["an empty file", Buffer.alloc(0), "no SAS transport file"],
    ["a text", Buffer.from("STUDYID,USUBJID\n"), "no SAS transport file"],
    ["a file of PROC CPORT", Buffer.from("**COMPRESSED** **COMPRESSED**".padEnd(160)), "a file of PROC CPORT"],
    ["a file cut in a header", xptFile([adsl]).subarray(0, 300), "the file ends at offset 300 inside"],
    ["a file cut in a description", xptFile([adsl]).subarray(0, 700), "inside the description of variable 1"],
    ["a file cut in a record", xptFile([adsl]).subarray(0, -1), "inside a record"],
    [
      "a file cut between records",
      xptFile([adsl], {version: 8}).subarray(0, -80),
      "expected 2 observations of 27 bytes"
    ],
    ["two variables of a name", xptFile([{name: "X", columns: [other.columns[0], other.columns[0]]}]), "two variables"]
  ])("refuses %s", async (_, content, message) => {
    const error = await read(content).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toContain(message);
  });

  it("says so where the file is missing or a folder", async () => {
    const format = {encoding: "utf-8", specialMissing: "blank"} as const;
    await expect(readXpt(join(path, "../none.xpt"), format, {name: "none.xpt"})).rejects.toThrow(
      "none.xpt: missing file"
    );
    await expect(readXpt(join(path, ".."), format, {name: "x"})).rejects.toThrow("x: a folder, expected a file");
  });
});

/** Doubles that IBM floating point holds to the last bit. */
const number = fc
  .double({noNaN: true, noDefaultInfinity: true, min: -1e70, max: 1e70})
  .filter((value) => value === 0 || Math.abs(value) > 1e-70);

const table = fc.integer({min: 0, max: 30}).chain((rows) => {
  const column = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, {minLength: rows, maxLength: rows});
  return fc.record({
    numbers: column(fc.option(number)),
    texts: column(fc.string({maxLength: 9, unit: fc.constantFrom("a", "Z", " ", "0", ",", ";", '"')})),
    dates: column(fc.option(fc.integer({min: -10_000, max: 40_000})))
  });
});

describe("readXpt of any table", () => {
  it("gives back every cell", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(5 as const, 8 as const), async ({numbers, texts, dates}, version) => {
        const content = xptFile(
          [
            {
              name: "T",
              columns: [
                {name: "N", kind: "number", values: numbers},
                {name: "S", kind: "text", length: 9, values: texts},
                {name: "D", kind: "number", format: "YYMMDD10", values: dates}
              ]
            }
          ],
          {version}
        );
        expect(cells(await read(content))).toEqual({
          N: numbers.map((value) => (value === null ? "" : canonicalNumber(value))),
          S: texts.map((value) => value.trimEnd()),
          D: dates.map((value) => (value === null ? "" : canonicalNumber(value, "date")))
        });
      }),
      {numRuns: 60}
    );
  });

  it("ends in a located error or a table on damaged files", async () => {
    const whole = xptFile([adsl, other], {version: 8});
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {minLength: 1, maxLength: 20});
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
        const content = Buffer.from(whole.subarray(0, length));
        for (const [at, byte] of changes) if (at < length) content[at] = byte;
        await read(content, {member: "ADSL"}).catch((error: unknown) => {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as Error).message).toMatch(/^raw\.xpt: /);
        });
      }),
      {numRuns: 300}
    );
  });
});
