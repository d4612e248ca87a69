import fc from "fast-check";
import {writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {canonicalNumber} from "../../loaders/sources/dataset/canonicalCell.js";
import type {DatasetOptions} from "../../loaders/sources/dataset/datasetOptions.js";
import {readDatasetCsv} from "../../loaders/sources/dataset/readDatasetCsv.js";
import {readDatasetJson} from "../../loaders/sources/dataset/readDatasetJson.js";
import {readDatasetNdjson} from "../../loaders/sources/dataset/readDatasetNdjson.js";
import {numberMeaning} from "../../loaders/sources/dataset/sasFormat.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import type {TabularResult} from "../../loaders/sources/tabular.js";
import {suiteFile} from "../support/suiteFile.js";

const path = suiteFile("raw.json");
const readers = {json: readDatasetJson, ndjson: readDatasetNdjson};
type Form = keyof typeof readers;

const columns = [
  {name: "USUBJID", label: "Unique Subject Identifier", dataType: "string"},
  {name: "AGE", label: "Age", dataType: "integer"},
  {name: "BMIBL", label: "Baseline BMI", dataType: "decimal", targetDataType: "decimal"},
  {name: "TRTSDT", label: "First Exposure", dataType: "date", targetDataType: "integer", displayFormat: "DATE9."},
  {name: "DONE", label: "Done", dataType: "boolean"}
];
const header = {datasetJSONVersion: "1.1.0", itemGroupOID: "IG.X", name: "ADSL", label: "Subjects", columns};
const good = ["01-701", 63, "1,025.10", "2014-01-02", true];

/** The dataset in either form, with as many records as there are rows unless `extra` says otherwise. */
function written(form: Form, rows: readonly unknown[], extra: object = {}): string {
  const attributes = {...header, records: rows.length, ...extra};
  if (form === "json") return JSON.stringify({...attributes, rows});
  return [attributes, ...rows].map((line) => JSON.stringify(line)).join("\n");
}

function read(form: Form, content: string | Buffer, options: DatasetOptions = {}): Promise<TabularResult> {
  writeFileSync(path, content);
  return readers[form](path, {name: "raw.json", ...options});
}

function cells({table}: TabularResult): (readonly string[])[] {
  return table.columns.map((name) => table.column(name));
}

describe.each(["json", "ndjson"] as const)("readDataset of %s", (form) => {
  it("writes values as text and null as blank", async () => {
    const result = await read(form, written(form, [good, ["B  ", null, null, null, false]]));
    expect(cells(result)).toEqual([
      ["01-701", "B"],
      ["63", ""],
      ["1025.1", ""],
      ["2014-01-02", ""],
      ["true", "false"]
    ]);
    expect(result.records).toBe(2);
    expect(result.table.info?.label).toBe("Subjects");
    expect(result.table.info?.columns.get("TRTSDT")).toEqual({
      label: "First Exposure",
      kind: "number",
      format: "DATE9."
    });
  });

  it("keeps only the columns asked for, all of which must exist", async () => {
    const {table} = await read(form, written(form, [good]), {columns: ["AGE"]});
    expect(table.column("AGE")).toEqual(["63"]);
    expect(() => table.column("DONE")).toThrow("unknown column: DONE");
    await expect(read(form, written(form, [good]), {columns: ["WBC"]})).rejects.toThrow("column WBC: missing column");
  });

  it("refuses rows with a value of another type, too few values, or that are none", async () => {
    const {table, rejects, records} = await read(
      form,
      written(form, [
        good,
        ["a", "63", null, null, null],
        ["a"],
        {a: 1},
        [1, 2, 3, 4, 5],
        ["a\0b", 1, null, null, null]
      ])
    );
    expect(table.rows).toBe(1);
    expect(records).toBe(6);
    expect(rejects.map(({row, column, reason, expected}) => [row, column, reason, expected])).toEqual([
      [2, "AGE", "wrong type", "integer in AGE (Age)"],
      [3, null, "1 cell", "5 cells"],
      [4, null, "no row", "a list of values"],
      [5, "USUBJID", "wrong type", "string in USUBJID (Unique Subject Identifier)"],
      [6, null, "NUL character", "text"]
    ]);
  });

  it.each<[string, object, string]>([
    ["another version", {datasetJSONVersion: "1.0.0"}, "column datasetJSONVersion: expected version 1.1"],
    ["no columns", {columns: undefined}, "column columns"],
    ["an unknown type", {columns: [{name: "A", label: "", dataType: "cube"}]}, "column columns.0.dataType"],
    ["two columns of a name", {columns: [columns[0], columns[0]]}, "column USUBJID: column stands twice"],
    ["fewer rows than it says", {records: 2}, "1 rows, expected 2, as its attributes say"],
    ["more rows than it says", {records: 0}, "1 rows, expected 0, as its attributes say"]
  ])("refuses a dataset with %s", async (_, extra, message) => {
    const error = await read(form, written(form, [good], extra)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toContain(message);
  });

  it("refuses what is no JSON, undecodable or endless, and says where", async () => {
    for (const content of ["", "USUBJID,AGE\n", "[1, 2]", '{"a": '])
      await expect(read(form, content), content).rejects.toThrow(SourceError);
    const latin = Buffer.from(written(form, [good, ["M\xfcller", 1, null, null, null]]), "latin1");
    await expect(read(form, latin)).rejects.toThrow("undecodable");
    const endless = written(form, [good, ["x".repeat(1_200_000), 1, null, null, null]]);
    await expect(read(form, endless, {maxRecord: 1000})).rejects.toThrow(/raw\.json.*too long/);
  });

  it("ends in a located error or a table on damaged files", async () => {
    const whole = Buffer.from(written(form, [good, good, good]));
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {minLength: 1, maxLength: 8});
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
        const content = Buffer.from(whole.subarray(0, length));
        for (const [at, byte] of changes) if (at < length) content[at] = byte;
        await read(form, content).catch((error: unknown) => {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as Error).message).toMatch(/^raw\.json: /);
        });
      }),
      {numRuns: 200}
    );
  });

  it("takes any value in any column for a cell or a reject", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.jsonValue(), {maxLength: 6}), {maxLength: 6}), async (rows) => {
        const {table, rejects, records} = await read(form, written(form, rows));
        expect(table.rows + rejects.length).toBe(rows.length);
        expect(records).toBe(rows.length);
      }),
      {numRuns: 100}
    );
  });
});

describe("readDatasetJson(path, options)", () => {
  it("reads attributes in any order, also after the rows", async () => {
    const late = JSON.stringify({rows: [good, good], ...header, records: 2});
    const result = await read("json", late);
    expect(result.records).toBe(2);
    expect(result.bytes).toBe(Buffer.byteLength(late));
    expect(cells(result)).toEqual(cells(await read("json", written("json", [good, good]))));
  });

  it("reads a dataset without rows, one that ends in blanks, one with a byte-order mark", async () => {
    expect((await read("json", JSON.stringify({...header, records: 0}))).table.rows).toBe(0);
    expect((await read("json", `\ufeff${written("json", [good])}\r\n \n`)).table.rows).toBe(1);
  });

  it("refuses rows that are no list, and anything after the dataset", async () => {
    await expect(read("json", JSON.stringify({...header, records: 1, rows: {a: good}}))).rejects.toThrow(
      "rows are no list"
    );
    await expect(read("json", `${written("json", [good])}{}`)).rejects.toThrow("no JSON");
  });

  it("locates a fault by row", async () => {
    const text = written("json", [good, good]).replace(/true\]\]/, "true x]]");
    await expect(read("json", text)).rejects.toThrow("raw.json: row 2: no JSON");
  });
});

describe("readDatasetNdjson(path, options)", () => {
  it("refuses a line that is no JSON and goes on", async () => {
    const lines = written("ndjson", [good, good, good]).split("\n");
    lines[2] = lines[2].slice(0, -3);
    const {table, rejects} = await read("ndjson", lines.join("\r\n"));
    expect(table.rows).toBe(2);
    expect(rejects.map(({row, reason}) => [row, reason])).toEqual([[2, "no JSON"]]);
  });
});

describe("readDatasetCsv(path, format, options)", () => {
  const format = {delimiter: ",", encoding: "utf-8", lineEnd: "LF", quote: '"', header: 1} as const;
  const definition = {
    name: "X",
    label: "",
    columns: new Map([
      ["N", {label: "Number", kind: "number" as const}],
      ["D", {label: "Day", kind: "number" as const, format: "DATE9."}],
      ["T", {label: "Text", kind: "text" as const}]
    ])
  };

  it("writes numbers and dates of defined columns as other formats do, and leaves the rest", async () => {
    writeFileSync(path, 'N,D,T,U\n25.10,19725,NA ,007\n.,NA,.,1.0\n.A,x,,"a "\n1e-7,19725.5,a,\n');
    const {table} = await readDatasetCsv(path, format, {definition});
    expect(table.columns.map((name) => table.column(name))).toEqual([
      ["25.1", "", "", "1e-7"],
      ["2014-01-02", "", "x", "19725.5"],
      ["NA", ".", "", "a"],
      ["007", "1.0", "a", ""]
    ]);
    expect(table.info?.columns.get("D")?.label).toBe("Day");
  });
});

describe("canonicalNumber(value, meaning)", () => {
  it("writes moments from 1960 in ISO 8601", () => {
    expect(canonicalNumber(0, "date")).toBe("1960-01-01");
    expect(canonicalNumber(-1, "date")).toBe("1959-12-31");
    expect(canonicalNumber(19_725, "date")).toBe("2014-01-02");
    expect(canonicalNumber(19_725 * 86_400 + 30_600, "datetime")).toBe("2014-01-02T08:30:00");
    expect(canonicalNumber(-0.25, "datetime")).toBe("1959-12-31T23:59:59.75");
    expect(canonicalNumber(45_296.5, "time")).toBe("12:34:56.5");
  });

  it("leaves a number that is no moment of its kind", () => {
    expect(canonicalNumber(19_725.5, "date")).toBe("19725.5");
    expect(canonicalNumber(1e9, "date")).toBe("1000000000");
    expect(canonicalNumber(-1, "time")).toBe("-1");
    expect(canonicalNumber(90_000, "time")).toBe("90000");
    expect(canonicalNumber(1e15, "datetime")).toBe("1000000000000000");
  });

  it("reads back as the same double, or as the same day", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), (value) => {
        expect(Number(canonicalNumber(value))).toBe(value === 0 ? 0 : value);
      })
    );
    fc.assert(
      fc.property(fc.integer({min: -138_061, max: 2_000_000}), (day) => {
        expect((Date.parse(canonicalNumber(day, "date")) - Date.UTC(1960, 0, 1)) / 86_400_000).toBe(day);
      })
    );
  });
});

describe("numberMeaning(format)", () => {
  it.each([
    ["DATE9.", "date"],
    ["date", "date"],
    ["E8601DA.", "date"],
    ["YYMMDD10", "date"],
    ["DDMMYYP10.", "date"],
    ["DATETIME20.", "datetime"],
    ["E8601DT19.1", "datetime"],
    ["TIME5.", "time"],
    ["8.2", "number"],
    ["BEST12.", "number"],
    ["$20.", "number"],
    ["", "number"],
    [undefined, "number"]
  ])("takes %s for a %s", (format, meaning) => expect(numberMeaning(format)).toBe(meaning));
});
